package dev.breakwater.engine.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of quantity_test.go's canonical forms, and a few of its edges. */
class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "1000m, 1",
    "1, 1",
    "100m, 100m",
    "0.5, 500m",
    "1.5, 1500m",
    "1e3, 1e3",
    "1E3, 1e3",
    "12e-1, 1200e-3",
    "1024Mi, 1Gi",
    "0.5Gi, 512Mi",
    "1.5Gi, 1536Mi",
    "1Ki, 1Ki",
    "0.1Ki, 102400m",
    "512, 512",
    "1000, 1k",
    "1000000, 1M",
    "64Gi, 64Gi",
    "0, 0",
    "0Mi, 0",
    "-5, -5",
    "100u, 1m",
    "1n, 1m",
    "2000k, 2M",
    "1E, 1E",
    "+3, 3",
    ".5, 500m",
    "5., 5",
    "ten, ten",
  })
  void a_quantity_is_spelled_as_the_api_server_stores_it(String written, String stored) {
    assertThat(Quantities.canonical(written)).isEqualTo(stored);
  }
}
