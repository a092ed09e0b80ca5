package dev.breakwater.scanner.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CvssScoreTest {

  /** From the examples that FIRST publishes with the specification. */
  @ParameterizedTest
  @CsvSource({
    "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N, 6.4",
    "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N, 3.1",
    "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:C/C:H/I:N/A:N, 6.1",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N, 7.5",
    "CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L, 4.2",
    "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 10.0",
    "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 6.8",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 0.0"
  })
  void a_vector_has_the_score_of_the_specification(String vector, double score) {
    assertThat(CvssScore.of(vector)).hasValue(score);
  }

  @Test
  void another_text_has_no_score() {
    assertThat(CvssScore.of("AV:N/AC:L/Au:N/C:P/I:P/A:P")).isEmpty();
    assertThat(CvssScore.of("CVSS:3.1/AV:N")).isEmpty();
    assertThat(CvssScore.of("CVSS:3.1/AV:Z/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N")).isEmpty();
    assertThat(CvssScore.of("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H")).isEmpty();
  }

  @Test
  void scores_are_severities() {
    assertThat(CvssScore.severity(9.0)).isEqualTo(Severity.CRITICAL);
    assertThat(CvssScore.severity(8.9)).isEqualTo(Severity.HIGH);
    assertThat(CvssScore.severity(4.0)).isEqualTo(Severity.MEDIUM);
    assertThat(CvssScore.severity(0.1)).isEqualTo(Severity.LOW);
    assertThat(CvssScore.severity(0)).isEqualTo(Severity.UNKNOWN);
  }
}
