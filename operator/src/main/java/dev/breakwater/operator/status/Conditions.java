package dev.breakwater.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The conditions of one object (KEP-1623), written anew from those that stand: a condition keeps
 * the time of its last transition for as long as its status is the same.
 */
public final class Conditions {
  private final List<Condition> before;
  private final Instant now;
  private final long generation;
  private final List<Condition> after = new ArrayList<>();

  /**
   * Starts from {@code before}.
   *
   * @param generation what the new conditions were computed from
   */
  public Conditions(List<Condition> before, long generation, Instant now) {
    this.before = List.copyOf(before);
    this.generation = generation;
    this.now = now;
  }

  /**
   * Adds a condition.
   *
   * @param reason a documented CamelCase constant
   * @param message a sentence for a person
   */
  public Conditions set(String type, boolean status, String reason, String message) {
    String value = status ? "True" : "False";
    String since =
        find(type)
            .filter(condition -> condition.getStatus().equals(value))
            .map(Condition::getLastTransitionTime)
            .filter(Objects::nonNull)
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    after.add(
        new ConditionBuilder()
            .withType(type)
            .withStatus(value)
            .withReason(reason)
            .withMessage(message)
            .withObservedGeneration(generation)
            .withLastTransitionTime(since)
            .build());
    return this;
  }

  /** The conditions in the order in which they were set. */
  public List<Condition> list() {
    return List.copyOf(after);
  }

  private Optional<Condition> find(String type) {
    return before.stream().filter(condition -> condition.getType().equals(type)).findFirst();
  }
}
