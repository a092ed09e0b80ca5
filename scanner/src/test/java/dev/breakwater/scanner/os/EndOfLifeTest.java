package dev.breakwater.scanner.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.OperatingSystem;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfLifeTest {

  private static Optional<LocalDate> of(String family, String version) {
    return EndOfLife.of(new OperatingSystem(family, version, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "alpine,3.19.1,2025-11-01",
    "alpine,3.19,2025-11-01",
    "debian,12.5,2028-06-30",
    "debian,6.0.10,2016-02-29",
    "ubuntu,22.04,2027-06-01",
    "redhat,9.4,2032-05-31",
    "centos,7.9.2009,2024-06-30",
    "amazon,2 (Karoo),2026-06-30",
    "amazon,2023.6.20241212 (Amazon Linux),2029-06-30",
    "amazon,AMI release 2018.03,2023-12-31",
    "sles,15.5,2024-12-31",
    "cbl-mariner,2.0.20240123,2025-07-31",
    "photon,4.0,2025-12-31",
    "alma,8.10,2029-03-01",
    "rocky,9.6,2032-05-31",
    "oracle,8.9,2029-07-31",
    "fedora,42,2026-05-13",
    "slem,6.1,2028-11-30",
    "opensuse-leap,16.0,2027-10-31",
    "alpine,3.23.3,2027-11-01"
  })
  void the_day_is_that_of_the_release(String family, String version, LocalDate day) {
    assertThat(of(family, version)).contains(day);
  }

  @Test
  void the_stream_that_is_installed_counts() {
    assertThat(EndOfLife.of(new OperatingSystem("ubuntu", "16.04", Optional.empty(), "16.04-ESM")))
        .contains(LocalDate.of(2026, 4, 23));
    assertThat(EndOfLife.of(new OperatingSystem("alpine", "3.18.4", Optional.empty(), "edge")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "debian,trixie/sid",
    "wolfi,20230201",
    "opensuse-tumbleweed,20240607",
    "sles,15.99",
    "redhat,99",
    "amazon,2022 (Amazon Linux)",
    "nothing,1",
    "debian,''"
  })
  void what_rolls_or_is_not_known_has_no_day(String family, String version) {
    assertThat(of(family, version)).isEmpty();
  }
}
