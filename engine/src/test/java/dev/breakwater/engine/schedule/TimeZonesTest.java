package dev.breakwater.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "Etc/GMT+2",
        "America/Argentina/Ushuaia",
        "EST",
        "ROC",
        "GMT"
      })
  void a_name_of_the_IANA_database_is_a_zone(String name) {
    assertThat(TimeZones.parse(name).getRules().getOffset(Instant.EPOCH)).isNotNull();
  }

  @Test
  void the_sign_of_an_Etc_zone_is_the_one_of_POSIX() {
    assertThat(TimeZones.parse("Etc/GMT+2").getRules().getOffset(Instant.EPOCH))
        .isEqualTo(ZoneOffset.ofHours(-2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Local",
        "local",
        "+02:00",
        "GMT+2",
        "UTC+2",
        "Z",
        "CEST",
        "Mars/Base",
        "../UTC",
        "SystemV/AST4"
      })
  void anything_else_is_refused(String name) {
    assertThatThrownBy(() -> TimeZones.parse(name))
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessage(
            "\"%s\" is not a time zone; use an IANA name such as Europe/Berlin, UTC or Etc/GMT-2",
            name);
  }

  @ParameterizedTest
  @CsvSource({"europe/berlin,Europe/Berlin", "utc,UTC", "AMERICA/NEW_YORK,America/New_York"})
  void a_name_in_the_wrong_case_gets_the_right_one(String name, String right) {
    assertThatThrownBy(() -> TimeZones.parse(name))
        .hasMessage("\"%s\" is not a time zone; names are case-sensitive, use %s", name, right);
  }

  @Test
  void an_empty_name_is_not_UTC() {
    assertThatThrownBy(() -> TimeZones.parse(""))
        .hasMessageContaining("leave the field out for UTC");
  }
}
