package dev.breakwater.scanner.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageConfiguration.Step;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.secret.SecretRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configuration of an image says against it. */
class ConfigurationReviewTest {

  private static final ConfigurationReview REVIEW = new ConfigurationReview(SecretRules.load());
  private static final Platform LINUX = new Platform("linux", "amd64", "");
  private static final String TOKEN = "ghp_" + "012345678901234567890123456789abcdef";

  private static ImageConfiguration configuration(
      String user, Map<String, String> environment, Map<String, String> labels, String... steps) {
    return new ImageConfiguration(
        Optional.empty(),
        user,
        List.of("8080/tcp"),
        List.of(),
        List.of("app"),
        environment,
        labels,
        Optional.of(List.of("CMD", "true")),
        List.of(steps).stream().map(step -> new Step(step, false)).toList());
  }

  private static List<String> checks(ImageConfiguration configuration) {
    return REVIEW.weaknesses(configuration, LINUX).stream().map(Misconfiguration::check).toList();
  }

  @Test
  void a_careful_image_has_no_weakness() {
    assertThat(
            checks(
                configuration(
                    "65532:65532",
                    Map.of("PATH", "/bin", "TOKEN_FILE", "/run/token", "GPG_KEY", "A035C8C1"),
                    Map.of("org.opencontainers.image.base.name", "docker.io/library/debian:12"),
                    "COPY app / # buildkit",
                    "RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "root", "0:0", "root:root", "00", "0:1000", ":1000"})
  void root_is_root_however_it_is_written(String user) {
    List<Misconfiguration> found =
        REVIEW.weaknesses(configuration(user, Map.of(), Map.of()), LINUX);

    assertThat(found).extracting(Misconfiguration::check).containsExactly("image-root-user");
    assertThat(found.getFirst().message()).contains("USER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000", "app", "1000:0", "nonroot"})
  void other_users_are_not_root(String user) {
    assertThat(checks(configuration(user, Map.of(), Map.of()))).isEmpty();
  }

  @Test
  void an_image_without_healthcheck_is_a_low_finding() {
    ImageConfiguration none =
        new ImageConfiguration(
            Optional.empty(),
            "1",
            List.of("22/tcp"),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            List.of());

    assertThat(checks(none)).containsExactly("image-no-healthcheck", "image-ssh-port");
  }

  @ParameterizedTest
  @CsvSource({
    "DB_PASSWORD,hunter2,true",
    "MYSQL_ROOT_PASSWORD,root,true",
    "API_TOKEN,abcdef,true",
    "DATABASE_URL,postgres://app:hunter2@db/app,true",
    "DATABASE_URL,postgres://app@db/app,false",
    "DATABASE_URL,postgres://db:5432/app@x,false",
    "DB_PASSWORD_FILE,/run/secrets/db,false",
    "DB_PASSWORD,/run/secrets/db,false",
    "DB_PASSWORD,$OTHER,false",
    "DB_PASSWORD,'',false",
    "TOKEN_REQUIRED,true,false",
    "TOKEN_AUTH,true,false",
    "SECRET_NAME,cart,false",
    "PATH,/usr/bin,false"
  })
  void a_secret_in_the_environment_is_known_by_its_name(
      String name, String value, boolean expected) {
    List<Misconfiguration> found =
        REVIEW.weaknesses(configuration("1", Map.of(name, value), Map.of()), LINUX);

    assertThat(found).hasSize(expected ? 1 : 0);
    assertThat(found)
        .allSatisfy(
            weakness -> {
              assertThat(weakness.check()).isEqualTo("image-secret-in-env");
              assertThat(weakness.message()).contains(name).doesNotContain("hunter2");
            });
  }

  @Test
  void the_history_tells_of_urls_updates_and_secret_arguments() {
    List<Misconfiguration> found =
        REVIEW.weaknesses(
            configuration(
                "1",
                Map.of(),
                Map.of(),
                "ADD https://u:p@example.com/a.tar?sig=1 /opt # buildkit",
                "ADD --checksum=sha256:00 https://example.com/a.tar /opt # buildkit",
                "/bin/sh -c #(nop) ADD file:abc in / ",
                "RUN /bin/sh -c apt-get update # buildkit",
                "RUN |2 NPM_TOKEN=hunter2 MODE=prod /bin/sh -c npm ci # buildkit",
                "|1 DB_PASSWORD=hunter2 /bin/sh -c make",
                "RUN /bin/sh -c wget --no-check-certificate http://x # buildkit"),
            LINUX);

    assertThat(found)
        .extracting(Misconfiguration::check)
        .containsExactly(
            "image-add-url",
            "image-update-alone",
            "image-secret-in-build-argument",
            "image-secret-in-build-argument",
            "image-unverified-download");
    assertThat(found.getFirst().message()).contains("https://example.com/a.tar;");
    assertThat(found).allSatisfy(w -> assertThat(w.message()).doesNotContain("hunter2"));
  }

  @Test
  void a_base_without_a_version_and_verification_switched_off_are_told() {
    assertThat(
            checks(
                configuration(
                    "1",
                    Map.of("NODE_TLS_REJECT_UNAUTHORIZED", "0"),
                    Map.of("org.opencontainers.image.base.name", "docker.io/library/debian"))))
        .containsExactly("image-verification-off", "image-base-latest");
  }

  @Test
  void secrets_are_found_in_environment_labels_command_and_history() {
    ImageConfiguration configuration =
        configuration(
            "1",
            Map.of("GH", TOKEN),
            Map.of("note", TOKEN),
            "COPY . .",
            "RUN /bin/sh -c git clone\n https://" + TOKEN + "@github.com/x");

    List<Secret> found = REVIEW.secrets(configuration);

    assertThat(found).extracting(Secret::path).containsExactly("config", "config", "history");
    assertThat(found).extracting(Secret::line).containsExactly(1, 2, 2);
    assertThat(found).extracting(Secret::layer).containsOnly(-1);
    assertThat(found).allSatisfy(secret -> assertThat(secret.excerpt()).doesNotContain("ghp_"));
  }

  @Test
  void the_analyzers_tell_weaknesses_and_secrets() {
    Findings findings = new Findings("");
    ImageConfiguration careless = configuration("", Map.of("GH", TOKEN), Map.of());

    new ConfigurationAnalyzer(SecretRules.load()).analyze(careless, LINUX, findings);
    new ConfigurationSecrets(SecretRules.load()).analyze(careless, LINUX, findings);

    assertThat(findings.misconfigurations())
        .extracting(Misconfiguration::check)
        .containsExactly("image-root-user");
    assertThat(findings.secrets()).extracting(Secret::rule).containsExactly("github-pat");
  }

  @Test
  void any_history_is_survived() {
    Random random = new Random(5);
    String alphabet = "ADD RUN|1= /:@httpsbin-c#(nop)$?\n\u00e4";
    for (int round = 0; round < 3000; round++) {
      StringBuilder step = new StringBuilder(random.nextBoolean() ? "ADD http://" : "RUN |");
      for (int i = random.nextInt(40); i > 0; i--) {
        step.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String text = step.toString();
      assertThat(
              REVIEW.weaknesses(
                  configuration(text, Map.of(text, text), Map.of(text, text), text), LINUX))
          .isNotNull();
    }
  }
}
