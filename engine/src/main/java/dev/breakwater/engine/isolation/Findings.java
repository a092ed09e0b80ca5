package dev.breakwater.engine.isolation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stood in the way while one namespace was planned. */
final class Findings {
  private final String namespace;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Group> held = EnumSet.noneOf(Group.class);
  private Optional<Instant> retryAt = Optional.empty();

  Findings(String namespace) {
    this.namespace = namespace;
  }

  void say(Problem.Reason reason, String message) {
    problems.add(new Problem(reason, namespace, message));
  }

  /** Says it, and leaves the whole group as it is. */
  void hold(Group group, Problem.Reason reason, String message) {
    held.add(group);
    say(reason, message);
  }

  void holdUntil(Instant instant, Group group, String message) {
    hold(group, Problem.Reason.TAKEN_BACK, message);
    retryAt = Optional.of(retryAt.filter(earlier -> earlier.isBefore(instant)).orElse(instant));
  }

  boolean isHeld(Group group) {
    return held.contains(group);
  }

  List<Problem> problems() {
    return problems.stream().sorted().toList();
  }

  Optional<Instant> retryAt() {
    return retryAt;
  }
}
