package dev.breakwater.engine.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a profile stands once a plan was carried out.
 *
 * @param matched namespaces that it selects
 * @param applied those that are as it says
 * @param pending those that are not yet
 * @param conflicted those where something else stands in the way
 * @param objects how many objects are its own
 * @param digest SHA-256 over the names and specs of these objects, {@code sha256:...}
 * @param ready whether all of it is in place
 * @param conflict whether something else stands in the way
 */
public record ProfileOutcome(
    int matched,
    int applied,
    int pending,
    int conflicted,
    int objects,
    String digest,
    State ready,
    State conflict) {
  private static final int SHOWN = 5;

  /**
   * Whether something holds, and why.
   *
   * @param holds whether
   * @param reason a constant
   * @param message a sentence
   */
  public record State(boolean holds, String reason, String message) {}

  /**
   * Sums up.
   *
   * @param failures what the API server said, by namespace, where a step failed
   */
  public static ProfileOutcome of(
      IsolationProfile profile, IsolationPlan plan, Map<String, String> failures) {
    Tally tally = new Tally(profile);
    plan.namespaces().forEach(namespace -> tally.add(namespace, failures));
    List<String> kept =
        plan.namespaces().stream()
            .flatMap(namespace -> namespace.kept().stream())
            .filter(object -> object.profile().equals(profile.name()))
            .map(object -> object.ref() + " " + object.digest())
            .sorted()
            .toList();
    return new ProfileOutcome(
        tally.matched,
        tally.applied,
        tally.pending,
        tally.conflicted,
        kept.size(),
        "sha256:" + ChildNames.sha256(String.join("\n", kept)),
        tally.ready(),
        tally.conflict());
  }

  private static String some(List<String> messages) {
    String shown = messages.stream().limit(SHOWN).collect(Collectors.joining("; "));
    return messages.size() <= SHOWN
        ? shown
        : shown + "; and " + (messages.size() - SHOWN) + " more";
  }

  /** Counts namespaces and collects what is to be said about them. */
  private static final class Tally {
    private final IsolationProfile profile;
    private final List<String> failed = new ArrayList<>();
    private final List<Problem> conflicts = new ArrayList<>();
    private final List<Problem> gaps = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<String> outranked = new ArrayList<>();
    private int matched;
    private int applied;
    private int pending;
    private int conflicted;

    Tally(IsolationProfile profile) {
      this.profile = profile;
    }

    void add(NamespacePlan namespace, Map<String, String> failures) {
      if (!namespace.wanting().contains(profile.name())) {
        return;
      }
      matched++;
      String winner = namespace.winner().orElse("");
      if (!winner.equals(profile.name())) {
        conflicted++;
        conflicts.add(
            new Problem(
                Problem.Reason.OTHER_PROFILE,
                namespace.namespace(),
                "profile "
                    + winner
                    + ", which is older or, where both are of one second, first by name, has it:"
                    + " make one of the two selectors leave it out"));
        return;
      }
      if (namespace.wanting().size() > 1) {
        outranked.add(
            namespace.namespace()
                + " ("
                + String.join(", ", namespace.wanting().subList(1, namespace.wanting().size()))
                + ")");
      }
      sort(namespace.problems());
      if (namespace.isConflicted()) {
        conflicted++;
      } else if (failures.containsKey(namespace.namespace())
          || profile.paused()
          || hasGap(namespace)) {
        pending++;
      } else {
        applied++;
      }
      if (failures.containsKey(namespace.namespace())) {
        failed.add(namespace.namespace() + ": " + failures.getOrDefault(namespace.namespace(), ""));
      }
    }

    private void sort(List<Problem> problems) {
      for (Problem problem : problems) {
        if (problem.reason().isConflict()) {
          conflicts.add(problem);
        } else if (isGap(problem)) {
          gaps.add(problem);
        } else {
          warnings.add(problem);
        }
      }
    }

    private static boolean hasGap(NamespacePlan namespace) {
      return namespace.problems().stream().anyMatch(Tally::isGap);
    }

    private static boolean isGap(Problem problem) {
      return problem.reason() == Problem.Reason.ESSENTIALS_NOT_FOUND;
    }

    State ready() {
      if (profile.problem().isPresent()) {
        Problem problem = profile.problem().get();
        return new State(
            false,
            problem.reason().label(),
            problem.message() + "; until then nothing is written or removed");
      }
      if (profile.paused()) {
        return new State(
            false,
            "Paused",
            "spec.mode is Paused: nothing is written or removed in "
                + matched
                + " matched namespaces; set it to Enforce to go on");
      }
      if (!failed.isEmpty()) {
        return new State(false, "ApplyFailed", some(failed));
      }
      if (!conflicts.isEmpty()) {
        return new State(
            false, "Conflicted", conflicted + " of " + matched + " namespaces are conflicted");
      }
      if (!gaps.isEmpty()) {
        return new State(false, gaps.getFirst().reason().label(), some(texts(gaps)));
      }
      if (matched == 0) {
        return new State(true, "NothingMatched", "spec.match selects no namespace");
      }
      return warnings.isEmpty()
          ? new State(
              true, "Applied", "all " + matched + " matched namespaces are as the profile says")
          : new State(true, warnings.getFirst().reason().label(), some(texts(warnings)));
    }

    State conflict() {
      if (!conflicts.isEmpty()) {
        return new State(true, conflicts.getFirst().reason().label(), some(texts(conflicts)));
      }
      return outranked.isEmpty()
          ? new State(false, "NoConflict", "nothing else wants the same namespaces or objects")
          : new State(
              false,
              "Precedence",
              "other profiles select namespaces that this one has, and do not get them: "
                  + some(outranked));
    }

    private static List<String> texts(List<Problem> problems) {
      return problems.stream()
          .sorted()
          .map(problem -> "namespace " + problem.namespace() + ": " + problem.message())
          .distinct()
          .toList();
    }
  }
}
