package dev.breakwater.image.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.image.reference.Parsed.Invalid;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @Test
  void a_short_name_is_an_official_image_on_docker_hub() {
    ImageReference reference = ImageReference.parse("nginx").orElseThrow();

    assertThat(reference.registry()).isEqualTo("docker.io");
    assertThat(reference.repository()).isEqualTo("library/nginx");
    assertThat(reference.name()).isEqualTo("docker.io/library/nginx");
    assertThat(reference.tag()).isEmpty();
    assertThat(reference.effectiveTag()).contains("latest");
    assertThat(reference.familiar()).isEqualTo("nginx");
    assertThat(reference).hasToString("docker.io/library/nginx");
  }

  @Test
  void a_digest_takes_the_place_of_the_default_tag() {
    ImageReference reference = ImageReference.parse("nginx@sha256:" + HEX).orElseThrow();

    assertThat(reference.effectiveTag()).isEmpty();
    assertThat(reference.digest()).contains(new Digest(Digest.Algorithm.SHA256, HEX));
    assertThat(reference.familiar()).isEqualTo("nginx@sha256:" + HEX);
  }

  @Test
  void a_tag_beside_a_digest_is_kept() {
    ImageReference reference =
        ImageReference.parse("localhost:5000/a/b:1.2@sha256:" + HEX).orElseThrow();

    assertThat(reference.registry()).isEqualTo("localhost:5000");
    assertThat(reference.effectiveTag()).contains("1.2");
    assertThat(reference.canonical()).isEqualTo("localhost:5000/a/b:1.2@sha256:" + HEX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                       | it is empty; write a name such as"
            + " registry.example.com/team/app:1.2",
        "` nginx`                 | \" nginx\" has white space around it; remove it",
        "https://ghcr.io/a/b      | \"https://ghcr.io/a/b\" begins with a scheme; remove"
            + " \"https://\"",
        "ghcr.io/Org/App:v1       | \"ghcr.io/Org/App:v1\" has capitals in the repository, which"
            + " must be lower case; write \"org/app\"",
        "nginx:                   | \"nginx:\" has a colon without a tag; write the tag after it,"
            + " or remove the colon",
        "nginx:1+2                | \"nginx:1+2\" has the tag \"1+2\"; use letters, digits, '_',"
            + " '.' and '-', and begin with a letter, a digit or '_'",
        "nginx/                   | \"nginx/\" has an empty part in its path; write a name on both"
            + " sides of each slash",
        "${IMAGE}                 | \"${IMAGE}\" has the part \"${IMAGE}\" in its path; use a-z and"
            + " 0-9, between them single '.', '_' or '__', or '-'",
        "app/a..b                 | \"app/a..b\" has the part \"a..b\" in its path; use a-z and"
            + " 0-9, between them single '.', '_' or '__', or '-'",
        "-x.com/a                 | \"-x.com/a\" has the registry \"-x.com\", which is no host;"
            + " write a host name with an optional port, such as registry.example.com:5000",
        "nginx@sha1:abc           | \"nginx@sha1:abc\": digest \"sha1:abc\" does not start with"
            + " sha256:, sha384: or sha512:; write sha256: and 64 hexadecimal characters",
        "nginx@sha256:abc         | \"nginx@sha256:abc\": digest \"sha256:abc\" has 3 characters"
            + " after the colon; write sha256: and 64 lower-case hexadecimal characters",
      })
  void a_refusal_says_what_to_write(String text, String reason) {
    assertThat(ImageReference.parse(text)).isEqualTo(new Invalid<>(reason));
  }

  @Test
  void the_short_form_never_names_another_registry() {
    assertThat(ImageReference.parse("docker.io/evil.example/app").orElseThrow().familiar())
        .isEqualTo("docker.io/evil.example/app");
    assertThat(ImageReference.parse("docker.io/localhost/app").orElseThrow().familiar())
        .isEqualTo("docker.io/localhost/app");
  }

  @Test
  void an_image_id_is_not_a_name() {
    assertThat(((Invalid<ImageReference>) ImageReference.parse(HEX)).reason())
        .isEqualTo("\"" + HEX + "\" is the id of an image, not a name; write NAME@sha256:" + HEX);
  }

  @Test
  void a_hostile_value_is_shortened_and_escaped() {
    String text = "\u001b[31m\u202e" + "x".repeat(1_000_000);

    assertThat(((Invalid<ImageReference>) ImageReference.parse(text)).reason())
        .matches("[ -~]+")
        .contains("\\u001b[31m\\u202e", "(1000006 characters)")
        .hasSizeLessThan(1000);
  }

  @Test
  void a_name_of_a_megabyte_does_not_overflow_the_stack() {
    assertThat(ImageReference.parse("a/".repeat(500_000) + "a")).isInstanceOf(Invalid.class);
    assertThat(ImageReference.parse("a.".repeat(500_000) + "a/a").orElseThrow().repository())
        .isEqualTo("a");
  }

  @Test
  void parts_that_parse_would_not_produce_are_refused() {
    assertRefused("docker.io", "nginx");
    assertRefused("index.docker.io", "library/nginx");
    assertRefused("team", "nginx");
    assertRefused("", "team/nginx");
    assertRefused("", "example.com/nginx");
    assertRefused("example.com", "Nginx");
    assertRefused("example.com", "a".repeat(256));
    assertRefused("exa_mple.com", "nginx");
  }

  private static void assertRefused(String registry, String repository) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ImageReference(registry, repository, Optional.empty(), Optional.empty()))
        .withMessageEndingWith("use ImageReference.parse");
  }

  @Test
  void no_text_makes_any_parser_throw() {
    Random random = new Random(20261122);
    String[] alphabets = {
      "ab/:@.*?", "aA0._-/:@[]*? \t\n", "docker.io/library:sha256@0123456789abcdef"
    };
    for (int i = 0; i < 50_000; i++) {
      String text =
          i % 4 == 3 ? anything(random) : from(alphabets[i % 4], random.nextInt(90), random);
      ImageReference.parse(text);
      ImagePattern.parse(text);
      TagPattern.parse(text);
      Digest.parse(text);
    }
  }

  @Test
  void whatever_parses_reads_back_from_both_its_forms() {
    Random random = new Random(7);
    int valid = 0;
    for (int i = 0; i < 50_000; i++) {
      if (ImageReference.parse(from("ab1./:-_A", 1 + random.nextInt(12), random))
          instanceof Parsed.Valid<ImageReference>(ImageReference reference)) {
        valid++;
        assertThat(ImageReference.parse(reference.canonical()).orElseThrow()).isEqualTo(reference);
        assertThat(ImageReference.parse(reference.familiar()).orElseThrow()).isEqualTo(reference);
      }
    }
    assertThat(valid).isGreaterThan(1_000);
  }

  private static String from(String alphabet, int length, Random random) {
    return random
        .ints(length, 0, alphabet.length())
        .mapToObj(i -> alphabet.substring(i, i + 1))
        .reduce("", String::concat);
  }

  private static String anything(Random random) {
    char[] characters = new char[random.nextInt(40)];
    for (int i = 0; i < characters.length; i++) {
      characters[i] = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
    }
    return new String(characters);
  }
}
