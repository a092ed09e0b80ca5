package dev.breakwater.scanner.sbom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.sbom.Vex.Justification;
import dev.breakwater.scanner.sbom.Vex.Product;
import dev.breakwater.scanner.sbom.Vex.Statement;
import dev.breakwater.scanner.sbom.Vex.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an OpenVEX document states. */
class VexTest {

  private static final String DOCUMENT =
      """
      {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.test/vex-1",
       "author": "Shop", "timestamp": "2026-01-08T18:02:03.647787998-06:00", "version": 1,
       "statements": [
         {"vulnerability": {"name": "CVE-2024-0001", "aliases": ["GHSA-x"]},
          "products": [{"@id": "pkg:oci/cart@sha256%3Aab", "identifiers": {"purl": "pkg:oci/cart"},
            "subcomponents": [{"@id": "pkg:deb/debian/libssl3"}]}],
          "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path",
          "timestamp": "2026-02-01T00:00:00Z"},
         {"vulnerability": {"name": "CVE-2024-0002"}, "status": "fixed"}]}
      """;

  private static Vex read(String json) throws IOException {
    return Vex.read(json.getBytes(UTF_8));
  }

  @Test
  void statements_are_read_with_products_and_reasons() throws IOException {
    Vex vex = read(DOCUMENT);

    assertThat(vex.author()).isEqualTo("Shop");
    assertThat(vex.statements())
        .containsExactly(
            new Statement(
                "CVE-2024-0001",
                List.of("GHSA-x"),
                List.of(
                    new Product(
                        List.of("pkg:oci/cart@sha256%3Aab", "pkg:oci/cart"),
                        List.of("pkg:deb/debian/libssl3"))),
                Status.NOT_AFFECTED,
                Optional.of(Justification.VULNERABLE_CODE_NOT_IN_EXECUTE_PATH),
                "",
                Optional.of(Instant.parse("2026-02-01T00:00:00Z"))),
            new Statement(
                "CVE-2024-0002",
                List.of(),
                List.of(),
                Status.FIXED,
                Optional.empty(),
                "",
                Optional.of(Instant.parse("2026-01-09T00:02:03.647787998Z"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"@context\": \"https://other.test\"}",
        "{\"@context\": \"https://openvex.dev/ns\", \"statements\": [{}]}",
        "{\"@context\": \"https://openvex.dev/ns\", \"statements\":"
            + " [{\"vulnerability\": {\"name\": \"A\"}, \"status\": \"not_affected\"}]}",
        "{\"@context\": \"https://openvex.dev/ns\", \"statements\":"
            + " [{\"vulnerability\": {\"name\": \"A\"}, \"status\": \"harmless\"}]}"
      })
  void what_is_no_statement_is_refused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedException.class);
  }

  @Test
  void mutated_documents_are_read_or_refused() {
    byte[] sample = DOCUMENT.getBytes(UTF_8);
    Random random = new Random(23);
    for (int length = 0; length < sample.length; length++) {
      readOrRefuse(Arrays.copyOf(sample, length));
    }
    for (int round = 0; round < 3000; round++) {
      byte[] mutated = sample.clone();
      for (int i = random.nextInt(5); i >= 0; i--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(mutated);
    }
  }

  private static void readOrRefuse(byte[] json) {
    try {
      assertThat(Vex.read(json).statements()).isNotNull();
    } catch (MalformedException | LimitExceededException refused) {
      assertThat(refused).hasMessageNotContaining("vulnerable_code");
    }
  }
}
