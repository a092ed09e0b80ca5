package dev.breakwater.image.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.reference.Parsed.Invalid;
import dev.breakwater.image.reference.Parsed.Valid;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePatternTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "**, nginx, true",
    "*/**, nginx, true",
    "docker.io/library/nginx, nginx:1.27, true",
    "docker.io/library/nginx, nginx-extra, false",
    "docker.io/library/*, nginx, true",
    "docker.io/library/*, library/a/b, false",
    "docker.io/library/**, library/a/b, true",
    "docker.io/*, nginx, false",
    "docker.io/nginx, nginx, false",
    "**/cart, registry.example.com/shop/cart:1, true",
    "**/cart, cart, true",
    "**/cart, registry.example.com/shop/golf-cart, false",
    "*.example.com/**, a.example.com/x/y, true",
    "*.example.com/**, a.b.example.com/x, true",
    "*.example.com/**, example.com/x, false",
    "*.example.com/**, evil.org/a.example.com/x, false",
    "registry.example.com/**, registryxexample.com/a, false",
    "registry.example.com/**, registry.example.com:5000/a, false",
    "registry.example.com*/**, registry.example.com:5000/a, true",
    "localhost:5000/**, localhost:5000/a, true",
    "**:5000/cart, localhost:5000/cart, true",
    "?::1?:5000/**, '[::1]:5000/a', true",
    "**/v?, example.com/a/v1, true",
    "**/a?b, example.com/a/b, false",
    "docker.io/library/nginx:1.*, nginx:1.27, true",
    "docker.io/library/nginx:1.*, nginx:2.0, false",
    "docker.io/library/nginx:1.*, nginx, false",
    "docker.io/library/nginx:latest, nginx, true",
    "**:*, nginx, true",
    "**:*-RC?, nginx:1.0-RC1, true",
    "localhost:5000/a:1, localhost:5000/a:1, true",
    "localhost:5000/a:1, localhost:5000/a:2, false",
    "**@sha256:*, nginx, false",
  })
  void an_image_is_selected_or_not(String pattern, String image, boolean selected) {
    assertThat(select(pattern, image)).isEqualTo(selected);
  }

  @Test
  void a_pattern_with_a_digest_looks_at_the_digest() {
    String pinned = "nginx:1.27@sha256:" + HEX;

    assertThat(select("**@sha256:*", pinned)).isTrue();
    assertThat(select("**@sha256:" + HEX, pinned)).isTrue();
    assertThat(select("**@sha512:*", pinned)).isFalse();
    assertThat(select("docker.io/library/nginx:1.*@sha256:*", pinned)).isTrue();
    assertThat(select("docker.io/library/nginx:2.*@sha256:*", pinned)).isFalse();
  }

  @Test
  void a_digest_alone_has_no_tag_to_match() {
    assertThat(select("**:*", "nginx@sha256:" + HEX)).isFalse();
    assertThat(select("**:latest", "nginx@sha256:" + HEX)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nginx                     | names no registry; write docker.io/library/nginx",
        "nginx:1.*                 | names no registry; write docker.io/library/nginx:1.*",
        "library/nginx             | names no registry; write docker.io/library/nginx",
        "team/**                   | names no registry; write docker.io/team/**",
        "ngin*                     | names no registry; write **/ngin*",
        "registry.example.com      | names a registry and no repository; write"
            + " registry.example.com/**",
        "registry.example.com:5000 | names a registry and no repository; write"
            + " registry.example.com:5000/**",
        "*.example.com             | names a registry and no repository; write *.example.com/**",
        "registry.example.com/     | ends with a slash; write registry.example.com/** for all that"
            + " is below",
        "/cart                     | begins with a slash; write **/cart",
        "*                         | matches no image, as a name always has a slash; write **",
        "*:latest                  | matches no image, as a name always has a slash; write"
            + " **:latest",
        ":latest                   | names no repository; write **:latest",
        "docker.io/library/Nginx   | has capitals in the repository, which is always lower case;"
            + " write \"library/nginx\"",
        "docker.io//nginx          | has an empty part; write one slash",
        "docker.io/a:b/c           | has a colon that begins neither a port nor a tag; remove it",
        "docker.io/library/nginx:  | has a colon without a tag; write docker.io/library/nginx, or a"
            + " tag after the colon",
        "docker.io/library/nginx@  | has an '@' without a digest; write sha256:* after it, or"
            + " remove it",
        "**@sha256:AB              | has a digest with other than a-z and 0-9; write it as"
            + " sha256:... or sha256:*",
        "[::1]:5000/**             | has brackets; write a ? in the place of each bracket of an"
            + " IPv6 address",
        "docker.io/(a+b)           | has a character that no image name has; use letters, digits,"
            + " '.', '_', '-', '/', ':', '@' and the wildcards '*', '**', '?'",
      })
  void a_refused_pattern_says_what_to_write(String pattern, String problem) {
    assertThat(ImagePattern.parse(pattern))
        .isEqualTo(new Invalid<>("pattern \"" + pattern + "\" " + problem));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nginx",
        "library/nginx",
        "ngin*",
        "*",
        "*:1.*",
        "example.com",
        "x.y/",
        "/cart",
        ":latest",
        "docker.io/library/nginx:1"
      })
  void what_a_remedy_suggests_is_legal(String pattern) {
    String suggested =
        switch (ImagePattern.parse(pattern)) {
          case Valid<ImagePattern> valid -> pattern;
          case Invalid<ImagePattern>(String reason) ->
              reason.substring(reason.indexOf("; write ") + "; write ".length()).split(" ", -1)[0];
        };
    assertThat(ImagePattern.parse(suggested)).isInstanceOf(Valid.class);
  }

  @Test
  void a_pattern_may_have_256_characters() {
    assertThat(ImagePattern.parse("x.y/" + "a".repeat(252))).isInstanceOf(Valid.class);
    assertThat(((Invalid<ImagePattern>) ImagePattern.parse("x.y/" + "a".repeat(253))).reason())
        .endsWith("is too long; shorten it to 256 characters, with wildcards");
    assertThat(((Invalid<ImagePattern>) ImagePattern.parse("")).reason())
        .isEqualTo("pattern is empty; write ** for every image");
  }

  @Test
  void the_published_syntax_is_exactly_what_parses() {
    Pattern legal = Pattern.compile(ImagePattern.LEGAL);
    Pattern legalTag = Pattern.compile(TagPattern.LEGAL);
    Random random = new Random(11);
    int valid = 0;
    for (int i = 0; i < 60_000; i++) {
      String text =
          random(i % 2 == 0 ? "aA.*/:@" : "aZ9_-.?**//:@[+\n", 1 + random.nextInt(10), random);
      boolean parses = ImagePattern.parse(text) instanceof Valid;
      assertThat(parses).as(text).isEqualTo(legal.matcher(text).matches());
      assertThat(TagPattern.parse(text) instanceof Valid)
          .as(text)
          .isEqualTo(legalTag.matcher(text).matches());
      valid += parses ? 1 : 0;
    }
    assertThat(valid).isGreaterThan(1_000);
  }

  @Test
  void the_name_matches_as_the_admission_policy_translates_it() {
    Random random = new Random(5);
    int matched = 0;
    for (int i = 0; i < 60_000; i++) {
      String glob = random(i % 2 == 0 ? "ab**?/" : "a.b*/?-", random.nextInt(9), random);
      String name = random("ab/.-", random.nextInt(10), random);
      boolean expected = Pattern.matches(translated(glob), name);
      assertThat(Glob.of(glob).matches(name)).as("%s on %s", glob, name).isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).isGreaterThan(1_000);
  }

  @Test
  void a_legal_pattern_matches_references_as_the_admission_policy_translates_it() {
    Random random = new Random(6);
    int matched = 0;
    for (int i = 0; i < 60_000; i++) {
      if (ImagePattern.parse(random("ab.**//?", 1 + random.nextInt(9), random))
              instanceof Valid<ImagePattern>(ImagePattern pattern)
          && ImageReference.parse(random("ab.:1//", 1 + random.nextInt(9), random))
              instanceof Valid<ImageReference>(ImageReference reference)) {
        boolean expected = Pattern.matches(translated(pattern.toString()), reference.name());
        assertThat(pattern.matches(reference))
            .as("%s on %s", pattern, reference)
            .isEqualTo(expected);
        matched += expected ? 1 : 0;
      }
    }
    assertThat(matched).isGreaterThan(100);
  }

  @Test
  void the_worst_pattern_stays_cheap() {
    // a backtracking matcher would need longer than the universe has
    ImagePattern pattern = ImagePattern.parse("**" + "*a".repeat(126) + "b").orElseThrow();
    ImageReference reference = ImageReference.parse("x.y/" + "a".repeat(255)).orElseThrow();

    assertThat(pattern.matches(reference)).isFalse();
  }

  private static String translated(String glob) {
    return "^"
        + glob.replace(".", "[.]")
            .replace("?", "[^/]")
            .replace("**", "\n")
            .replace("*", "[^/]*")
            .replace("\n", ".*")
        + "$";
  }

  private static boolean select(String pattern, String image) {
    return ImagePattern.parse(pattern)
        .orElseThrow()
        .matches(ImageReference.parse(image).orElseThrow());
  }

  private static String random(String alphabet, int length, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
