package dev.breakwater.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What helm makes of the chart, without a cluster. */
class ChartRenderingIT {
  @TempDir Path home;

  @Test
  void renders_the_golden_files_and_carries_the_generated_definitions() {
    Command.Result result = Command.ofRepository("charts/update").run("--check");

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas=0 | at '/replicas': minimum: got 0, want 1",
        "image.tga=1 | additional properties 'tga' not allowed",
        "image.digest=sha256:12 | at '/image/digest'",
        "logLevel=Loud | at '/logLevel': value must be one of 'Trace', 'Debug', 'Info', 'Warn',"
            + " 'Error'",
        "feature.scans=false | additional properties 'feature' not allowed",
      })
  void a_value_that_does_not_exist_or_fit_is_refused_by_name(String value, String message) {
    Command helm = Command.helm(home.resolve("no-cluster"), home);

    Command.Result result = helm.run("template", "charts/breakwater", "--set", value);

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output()).contains(message);
  }
}
