package dev.breakwater.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operator.runtime.Settings.Feature;
import dev.breakwater.operator.runtime.Settings.InvalidSettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The environment, as the operator reads it. */
class SettingsTest {
  @Test
  void without_any_setting_everything_is_on() throws InvalidSettingException {
    Settings settings = Settings.from(Map.of());

    assertThat(settings.namespace()).isEqualTo("breakwater-system");
    assertThat(settings.leaderElection()).isTrue();
    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.features()).containsExactlyInAnyOrder(Feature.values());
  }

  @Test
  void features_are_listed_by_name() throws InvalidSettingException {
    Settings settings = Settings.from(Map.of("BREAKWATER_FEATURES", "scans, image-policies"));

    assertThat(settings.has(Feature.SCANS)).isTrue();
    assertThat(settings.has(Feature.IMAGE_POLICIES)).isTrue();
    assertThat(settings.has(Feature.ISOLATION)).isFalse();
  }

  @Test
  void a_bad_setting_is_named_with_its_value_and_the_remedy() {
    refused("BREAKWATER_HTTP_PORT", "http", "write a port from 0 to 65535");
    refused("BREAKWATER_HTTP_PORT", "65536", "write a port from 0 to 65535");
    refused("BREAKWATER_LEADER_ELECTION", "yes", "write true or false");
    refused("BREAKWATER_FEATURES", "scans,magic", "'magic' is no feature");
  }

  private static void refused(String name, String value, String remedy) {
    assertThatThrownBy(() -> Settings.from(Map.of(name, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(name + "=" + value + ": ")
        .hasMessageContaining(remedy);
  }
}
