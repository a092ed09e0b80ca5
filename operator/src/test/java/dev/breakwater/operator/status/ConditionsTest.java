package dev.breakwater.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions over time. */
class ConditionsTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T02:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-03-03T02:00:00Z");

  @Test
  void a_transition_is_a_change_of_status_and_of_nothing_else() {
    List<Condition> monday =
        new Conditions(List.of(), 1, MONDAY).set("Ready", true, "Fine", "all is well").list();

    List<Condition> other =
        new Conditions(monday, 2, TUESDAY).set("Ready", true, "Better", "still well").list();
    List<Condition> worse =
        new Conditions(monday, 2, TUESDAY).set("Ready", false, "Bad", "not well").list();

    assertThat(other.getFirst().getLastTransitionTime()).isEqualTo(MONDAY.toString());
    assertThat(other.getFirst().getReason()).isEqualTo("Better");
    assertThat(other.getFirst().getObservedGeneration()).isEqualTo(2);
    assertThat(worse.getFirst().getLastTransitionTime()).isEqualTo(TUESDAY.toString());
  }
}
