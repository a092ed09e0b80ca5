package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When we last had to write what was, or should have been, there already: how a fight with another
 * manager is noticed. Immutable.
 *
 * @param writes instants by object, oldest first; only those that may still count
 */
public record WriteLog(Map<ObjectRef, List<Instant>> writes) {
  /** Nothing was written. */
  public static final WriteLog EMPTY = new WriteLog(Map.of());

  /** How many writes may be undone within {@link #WINDOW} before we stop. */
  static final int MOST = 3;

  /** How far back writes count, and how long we stay away after the last. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  /**
   * This log with a step that was carried out at {@code now}; updates and deletions do not count.
   */
  public WriteLog with(Step step, Instant now) {
    boolean counts =
        switch (step) {
          case Step.Apply apply -> !(apply.cause() instanceof Step.Cause.Update);
          case Step.Delete _ -> false;
        };
    if (!counts) {
      return this;
    }
    Map<ObjectRef, List<Instant>> next = new HashMap<>();
    writes.forEach(
        (ref, instants) -> {
          if (instants.getLast().plus(WINDOW).isAfter(now)) {
            next.put(ref, instants);
          }
        });
    List<Instant> instants =
        new ArrayList<>(next.getOrDefault(withoutUid(step.target()), List.of()));
    instants.add(now);
    next.put(withoutUid(step.target()), List.copyOf(instants));
    return new WriteLog(Map.copyOf(next));
  }

  /**
   * Until when the object is left alone; empty if it may be written. Once three writes of ten
   * minutes were undone, that is ten minutes after the last of them.
   */
  Optional<Instant> backOff(ObjectRef ref, Instant now) {
    List<Instant> instants = writes.getOrDefault(withoutUid(ref), List.of());
    if (instants.size() < MOST) {
      return Optional.empty();
    }
    Instant last = instants.getLast();
    Instant first = instants.get(instants.size() - MOST);
    return Duration.between(first, last).compareTo(WINDOW) < 0 && last.plus(WINDOW).isAfter(now)
        ? Optional.of(last.plus(WINDOW))
        : Optional.empty();
  }

  private static ObjectRef withoutUid(ObjectRef ref) {
    return new ObjectRef(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name(), "");
  }
}
