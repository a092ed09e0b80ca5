package dev.breakwater.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  void every_check_says_what_is_wrong_why_and_what_to_do() {
    assertThat(Catalogue.checks())
        .allSatisfy(
            check -> {
              assertThat(check.id()).matches("BW-[A-Z]{2,4}-[0-9]{3}");
              assertThat(check.title()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(80);
              assertThat(check.why()).endsWith(".").hasSizeGreaterThan(40);
              assertThat(check.remedy()).endsWith(".").hasSizeBetween(10, 200);
              assertThat(check.before()).isNotBlank();
              assertThat(check.after()).isNotBlank();
            });
  }

  @Test
  void texts_are_plain_lines_without_doubled_spaces() {
    assertThat(Catalogue.checks())
        .allSatisfy(
            check ->
                assertThat(List.of(check.title(), check.why(), check.remedy()))
                    .allSatisfy(
                        text -> assertThat(text).doesNotContain("  ").doesNotContain("\n")));
  }

  @Test
  void ids_are_unique() {
    Set<String> ids = new HashSet<>();
    Catalogue.RULES.forEach(rule -> assertThat(ids.add(rule.check().id())).isTrue());
  }

  @Test
  void there_are_thirty_checks_and_more_beside_those_of_pod_security() {
    assertThat(Catalogue.checks().stream().filter(check -> !check.id().startsWith("BW-PSS")))
        .hasSizeGreaterThan(30);
  }

  @Test
  void controls_are_of_frameworks_that_are_known() {
    assertThat(Catalogue.checks())
        .flatExtracting(Check::controls)
        .allSatisfy(
            control ->
                assertThat(control)
                    .matches(
                        "PSS:(baseline|restricted)|NSA:[a-z-]+|CIS:5\\.[1-6]\\.[0-9]{1,2}"
                            + "|OWASP:K(0[1-9]|10)|MITRE:T[0-9]{4}(\\.[0-9]{3})?"));
  }

  @Test
  void what_a_check_refers_to_is_in_the_catalogue() {
    assertThat(Catalogue.checks())
        .allSatisfy(
            check -> {
              assertThat(Catalogue.find(check.reportedAs())).isPresent();
              assertThat(check.refines())
                  .allSatisfy(id -> assertThat(Catalogue.find(id)).isPresent());
            });
  }

  @Test
  void a_check_is_found_by_its_id_in_any_case() {
    assertThat(Catalogue.find("bw-host-002")).map(Check::id).contains("BW-HOST-002");
    assertThat(Catalogue.find("BW-HOST-999")).isEmpty();
  }
}
