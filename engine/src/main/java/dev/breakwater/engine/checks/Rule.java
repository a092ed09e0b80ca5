package dev.breakwater.engine.checks;

import java.util.Collection;
import java.util.function.Function;

/** A check and how it judges. */
sealed interface Rule {
  Check check();

  /** Whether spots are told in one finding or in one each. */
  enum Telling {
    TOGETHER,
    EACH
  }

  /** Looks at one workload. */
  record OfWorkload(
      Check check, Telling telling, Function<PodView, ? extends Collection<Spot>> function)
      implements Rule {}

  /** Looks at one namespace. */
  record OfNamespace(
      Check check, Telling telling, Function<NamespaceView, ? extends Collection<Spot>> function)
      implements Rule {}

  /** Looks at nothing; the scan of images finds it. */
  record Scanned(Check check) implements Rule {}

  /** Looks at nothing; findings of others are reported as one under its id. */
  record Gathering(Check check) implements Rule {}
}
