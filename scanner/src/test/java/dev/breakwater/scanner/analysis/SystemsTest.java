package dev.breakwater.scanner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemsTest {

  private static SystemCandidate candidate(String family, String version, int precedence) {
    return new SystemCandidate(new OperatingSystem(family, version, Optional.empty()), precedence);
  }

  private static SystemCandidate stream(String family, String stream) {
    return new SystemCandidate(new OperatingSystem(family, "", Optional.empty(), stream), -1);
  }

  private static String chosen(SystemCandidate... candidates) {
    return Systems.choose(List.of(candidates))
        .map(system -> (system + " " + system.stream()).strip())
        .orElse("none");
  }

  @Test
  void the_highest_precedence_wins_and_among_equals_the_later_layer() {
    assertThat(chosen(candidate("ubuntu", "22.04", 20), candidate("debian", "bookworm/sid", 10)))
        .isEqualTo("ubuntu 22.04");
    assertThat(chosen(candidate("debian", "12.1", 10), candidate("debian", "12.5", 10)))
        .isEqualTo("debian 12.5");
  }

  @ParameterizedTest
  @CsvSource({
    "3.19.1,3.19,3.19.1",
    "3.19,3.19,3.19",
    "3.18.4,3.19,3.18.4 3.19",
    "3.1.4,3.19,3.1.4 3.19",
    "3.20.0_alpha20240329,edge,3.20.0_alpha20240329 edge"
  })
  void a_stream_is_told_where_it_is_not_that_of_the_version(
      String version, String stream, String expected) {
    assertThat(chosen(stream("alpine", stream), candidate("alpine", version, 20)))
        .isEqualTo("alpine " + expected);
  }

  @Test
  void a_suffix_is_appended_to_the_version() {
    assertThat(
            chosen(
                stream("ubuntu", "-ESM"),
                candidate("ubuntu", "16.04", 20),
                stream("ubuntu", "-ESM")))
        .isEqualTo("ubuntu 16.04 16.04-ESM");
  }

  @Test
  void of_several_streams_the_last_counts() {
    assertThat(
            chosen(
                candidate("alpine", "3.17.1", 20),
                stream("alpine", "3.18"),
                stream("alpine", "3.19")))
        .isEqualTo("alpine 3.17.1 3.19");
  }

  @Test
  void a_stream_never_counts_alone_or_for_another_family() {
    assertThat(chosen(stream("alpine", "3.19"))).isEqualTo("none");
    assertThat(chosen(stream("alpine", "3.19"), candidate("wolfi", "20230201", 20)))
        .isEqualTo("wolfi 20230201");
  }

  @Test
  void a_name_for_people_comes_from_the_best_candidate_of_the_family_that_has_one() {
    SystemCandidate osRelease =
        new SystemCandidate(
            new OperatingSystem("debian", "12", Optional.of("Debian GNU/Linux 12 (bookworm)")), 0);

    assertThat(Systems.choose(List.of(osRelease, candidate("debian", "12.5", 10))))
        .contains(
            new OperatingSystem("debian", "12.5", Optional.of("Debian GNU/Linux 12 (bookworm)")));
  }
}
