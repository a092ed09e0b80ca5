package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done in one namespace.
 *
 * @param namespace its name
 * @param wanting the names of the profiles that want it; the first has it
 * @param steps writes in order; when one fails, the rest must not be tried
 * @param problems what was not planned, and why
 * @param kept what is ours once the steps are done
 * @param retryAt when to look again without a change; empty if there is no need
 */
public record NamespacePlan(
    String namespace,
    List<String> wanting,
    List<Step> steps,
    List<Problem> problems,
    List<Kept> kept,
    Optional<Instant> retryAt) {
  /**
   * An object of ours.
   *
   * @param ref its name, without uid
   * @param profile the profile that it is marked with
   * @param digest SHA-256 of what it says, hexadecimal
   */
  public record Kept(ObjectRef ref, String profile, String digest) {}

  /** The profile that has the namespace; empty if none wants it. */
  public Optional<String> winner() {
    return wanting.stream().findFirst();
  }

  /** Whether someone else stands in the way of a part of it. */
  public boolean isConflicted() {
    return problems.stream().anyMatch(problem -> problem.reason().isConflict());
  }
}
