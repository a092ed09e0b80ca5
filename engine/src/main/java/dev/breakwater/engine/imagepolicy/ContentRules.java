package dev.breakwater.engine.imagepolicy;

import dev.breakwater.api.v1alpha1.ImageVerdict;
import dev.breakwater.api.v1alpha1.UnscannedRule;
import dev.breakwater.engine.finding.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a policy asks of the content of an image.
 *
 * @param rules in the order of the spec
 * @param unscanned what it means that they cannot be judged
 */
record ContentRules(List<ContentRule> rules, UnscannedRule unscanned) {
  /** Whether there is nothing to be known. */
  boolean isEmpty() {
    return rules.isEmpty() && unscanned != UnscannedRule.DENY;
  }

  /**
   * Judges an image.
   *
   * @param image as the pod names it
   */
  ContentVerdict judge(String image, ImageContent content) {
    if (isEmpty()) {
      return ContentVerdict.SATISFIES;
    }
    return switch (content) {
      case ImageContent.NotAsked _ ->
          new ContentVerdict(ImageVerdict.UNKNOWN, List.of(), List.of(), List.of());
      case ImageContent.Unscanned(String why) ->
          verdict(
              List.of(),
              List.of(Unknown.content(image + " is not known from inside: " + why)),
              List.of());
      case ImageContent.Known known -> judge(image, known);
    };
  }

  private ContentVerdict judge(String image, ImageContent.Known known) {
    List<Violation> violations = new ArrayList<>();
    List<Unknown> unknown = new ArrayList<>();
    List<Excepted> excepted = new ArrayList<>();
    for (ContentRule rule : rules) {
      ContentRule.Outcome outcome = rule.judge(image, known.scanned(), known.now());
      violations.addAll(outcome.violations());
      outcome.unknown().ifPresent(unknown::add);
      excepted.addAll(outcome.excepted());
    }
    return verdict(violations, unknown, excepted);
  }

  private ContentVerdict verdict(
      List<Violation> broken, List<Unknown> unknown, List<Excepted> excepted) {
    List<Violation> problems = new ArrayList<>(broken);
    if (unscanned != UnscannedRule.ALLOW) {
      unknown.forEach(what -> problems.add(problem(what)));
    }
    boolean violates = !broken.isEmpty() || (!unknown.isEmpty() && unscanned == UnscannedRule.DENY);
    ImageVerdict verdict =
        violates
            ? ImageVerdict.VIOLATES
            : unknown.isEmpty() ? ImageVerdict.SATISFIES : ImageVerdict.UNKNOWN;
    return new ContentVerdict(
        verdict,
        List.copyOf(problems),
        List.copyOf(excepted),
        unknown.stream().filter(Unknown::mistake).map(Unknown::message).toList());
  }

  private Violation problem(Unknown what) {
    return new Violation(
        what.field(),
        unscanned == UnscannedRule.DENY ? Severity.HIGH : Severity.LOW,
        what.message(),
        what.remediation());
  }
}
