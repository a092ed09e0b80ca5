package dev.breakwater.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.MissedRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InForceTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant EDITED = Instant.parse("2026-01-05T00:00:00Z");

  private static RunSchedule schedule(String cron, boolean suspended) {
    return new RunSchedule(
        Cron.parse(cron),
        ZoneId.of("UTC"),
        suspended,
        Duration.ofMinutes(10),
        List.of(new Blackout(Cron.parse("0 8 * * *"), Duration.ofHours(9))),
        MissedRuns.RUN_ONCE,
        "uid");
  }

  private static final InForce FIRST =
      InForce.observe(schedule("0 2 * * *", false), 1, CREATED, Optional.empty());

  @Test
  void a_new_schedule_counts_from_its_creation() {
    assertThat(FIRST.since()).isEqualTo(CREATED);
  }

  @Test
  void an_edit_of_its_times_starts_anew() {
    assertThat(InForce.observe(schedule("0 3 * * *", false), 2, EDITED, Optional.of(FIRST)).since())
        .isEqualTo(EDITED);
  }

  @Test
  void an_edit_of_something_else_does_not() {
    assertThat(InForce.observe(schedule("0 2 * * *", false), 2, EDITED, Optional.of(FIRST)))
        .isEqualTo(new InForce(CREATED, FIRST.fingerprint(), 2));
  }

  @Test
  void the_end_of_a_suspension_starts_anew() {
    InForce suspended =
        InForce.observe(schedule("0 2 * * *", true), 2, CREATED, Optional.of(FIRST));
    assertThat(
            InForce.observe(schedule("0 2 * * *", false), 3, EDITED, Optional.of(suspended))
                .since())
        .isEqualTo(EDITED);
  }

  @Test
  void a_suspension_that_nobody_saw_begin_and_end_is_not_missed_time_either() {
    assertThat(InForce.observe(schedule("0 2 * * *", false), 3, EDITED, Optional.of(FIRST)).since())
        .isEqualTo(EDITED);
  }
}
