package dev.breakwater.scanner.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of Trivy's pkg/detector/library/compare tests, and what they leave out. */
class AdvisoryRangeTest {

  @Test
  void a_version_in_a_vulnerable_range_that_is_not_patched_is_vulnerable() {
    AdvisoryRange range = range(List.of("<=1.2.2"), List.of(">=1.2.2"), List.of());

    assertThat(range.contains(VersionScheme.GENERIC, "1.2.2-alpha")).isTrue();
    assertThat(range.contains(VersionScheme.GENERIC, "1.2.2")).isFalse();
    assertThat(range.contains(VersionScheme.GENERIC, "1.2.3")).isFalse();
  }

  @Test
  void any_of_the_vulnerable_ranges_is_enough() {
    AdvisoryRange range =
        range(
            List.of(">=1.7.0 <1.7.16", ">=1.8.0 <1.8.8", ">=2.0.0 <2.0.8"),
            List.of(">=2.0.8 <3.0.0-beta.1", ">=1.8.8 <2.0.0"),
            List.of());

    for (VersionScheme scheme :
        List.of(VersionScheme.GENERIC, VersionScheme.NPM, VersionScheme.MAVEN)) {
      assertThat(range.contains(scheme, "2.0.0")).isTrue();
      assertThat(range.contains(scheme, "1.8.8")).isFalse();
    }
  }

  @Test
  void an_empty_range_means_every_version() {
    assertThat(range(List.of("<=9"), List.of(""), List.of()).contains(VersionScheme.NPM, "10.0.0"))
        .isTrue();
    assertThat(range(List.of(""), List.of(), List.of()).contains(VersionScheme.NPM, "junk"))
        .isTrue();
  }

  @Test
  void what_is_not_patched_is_vulnerable_where_no_vulnerable_range_is_named() {
    AdvisoryRange range = range(List.of(), List.of(">=1.2.4"), List.of("=1.2.0"));

    assertThat(range.contains(VersionScheme.BITNAMI, "1.2.3")).isTrue();
    assertThat(range.contains(VersionScheme.BITNAMI, "1.2.0")).isFalse();
    assertThat(range.contains(VersionScheme.BITNAMI, "1.2.4")).isFalse();
  }

  @Test
  void an_advisory_without_ranges_means_nothing() {
    assertThat(range(List.of(), List.of(), List.of()).contains(VersionScheme.GEM, "1.0")).isFalse();
  }

  @Test
  void what_cannot_be_read_is_not_vulnerable() {
    AdvisoryRange star = range(List.of("*"), List.of(), List.of());

    assertThat(star.contains(VersionScheme.NPM, "1.2.3")).isTrue();
    assertThat(star.contains(VersionScheme.GENERIC, "1.2.3")).isFalse();
    assertThat(range(List.of("<2"), List.of(), List.of()).contains(VersionScheme.GENERIC, "1.2..4"))
        .isFalse();
    assertThat(
            range(List.of("<2"), List.of("!1.0"), List.of()).contains(VersionScheme.NPM, "1.0.0"))
        .isFalse();
  }

  @Test
  void a_pre_release_of_the_version_that_mends_is_vulnerable() {
    AdvisoryRange range = range(List.of("<1.0"), List.of(), List.of());

    assertThat(range.contains(VersionScheme.PYPI, "1.0rc1")).isTrue();
    assertThat(range.contains(VersionScheme.COMPOSER, "1.0.0-RC1")).isTrue();
    assertThat(range.contains(VersionScheme.GEM, "1.0.rc1")).isTrue();
  }

  @Test
  void to_npm_a_pre_release_is_in_no_range_of_releases() {
    AdvisoryRange range = range(List.of("<=1.2.2"), List.of(">=1.2.2"), List.of());

    assertThat(range.contains(VersionScheme.NPM, "1.2.3-alpha")).isFalse();
  }

  private static AdvisoryRange range(
      List<String> vulnerable, List<String> patched, List<String> unaffected) {
    return new AdvisoryRange(vulnerable, patched, unaffected);
  }
}
