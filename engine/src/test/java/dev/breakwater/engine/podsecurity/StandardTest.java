package dev.breakwater.engine.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardTest {
  @Test
  void versions_are_latest_or_v1_and_a_number() {
    assertThat(Version.parse("latest")).contains(Version.LATEST);
    assertThat(Version.parse("v1.0")).contains(new Version(0));
    assertThat(Version.parse("v1.24")).map(Version::label).contains("v1.24");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.24", "v1", "v1.", "v1.24.1", "v1.024", "v2.0", "Latest", " v1.24"})
  void other_spellings_are_no_version(String label) {
    assertThat(Version.parse(label)).isEmpty();
  }

  @Test
  void latest_is_newer_than_any_number() {
    assertThat(Version.LATEST).isGreaterThan(new Version(1_000_000));
    assertThat(new Version(9)).isLessThan(new Version(10));
  }

  @Test
  void a_negative_version_is_refused() {
    assertThatThrownBy(() -> new Version(-1)).hasMessageContaining("minor: -1");
  }

  @Test
  void levels_are_spelled_exactly() {
    assertThat(Level.parse("baseline")).contains(Level.BASELINE);
    assertThat(Level.parse("Baseline")).isEmpty();
    assertThat(Level.RESTRICTED.atLeast(Level.BASELINE)).isTrue();
    assertThat(Level.PRIVILEGED.atLeast(Level.BASELINE)).isFalse();
  }

  @Test
  void a_standard_reads_as_in_the_messages_of_the_api_server() {
    assertThat(new Standard(Level.BASELINE, new Version(30))).hasToString("baseline:v1.30");
  }

  @Test
  void the_catalogue_stands_in_the_order_of_the_api_server() {
    assertThat(Control.values())
        .isSortedAccordingTo(Comparator.comparing(Control::level).thenComparing(Control::id));
    assertThat(Control.HOST_PROBES_AND_HOST_LIFECYCLE.since()).hasToString("v1.34");
    assertThat(Control.RESTRICTED_VOLUMES.replaces()).contains(Control.HOST_PATH_VOLUMES);
  }
}
