package dev.breakwater.engine.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChildNamesTest {
  @Test
  void a_name_says_profile_and_rule() {
    assertThat(ChildNames.of("tenant", "allow-web")).isEqualTo("breakwater-tenant-allow-web");
    assertThat(ChildNames.of("tenant", "")).isEqualTo("breakwater-tenant");
  }

  @Test
  void a_name_that_is_too_long_stays_legal_and_distinct() {
    String first = ChildNames.of("p".repeat(242) + ".a", "allow-web");
    String second = ChildNames.of("p".repeat(242) + ".a", "allow-api");

    assertThat(first)
        .hasSizeLessThanOrEqualTo(253)
        .matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
        .isNotEqualTo(second);
    assertThat(second).hasSizeLessThanOrEqualTo(253);
  }
}
