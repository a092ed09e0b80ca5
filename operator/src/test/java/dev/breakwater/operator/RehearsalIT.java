package dev.breakwater.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An image cannot be built when the rehearsal does not come to its end. */
class RehearsalIT {
  @Test
  void the_rehearsal_starts_scans_and_ends_without_a_cluster() throws InterruptedException {
    Process rehearsal = OperatorProcess.start(Rehearsal.class, Path.of("no-kubeconfig"), Map.of());

    assertThat(rehearsal.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(rehearsal.exitValue()).isZero();
  }
}
