package dev.breakwater.cli.image;

import dev.breakwater.api.v1alpha1.ImageVerdict;
import dev.breakwater.cli.policies.Policies;
import dev.breakwater.cli.result.PolicyVerdict;
import dev.breakwater.engine.imagepolicy.ContentVerdict;
import dev.breakwater.engine.imagepolicy.ImageContent;
import dev.breakwater.engine.imagepolicy.Policy;
import dev.breakwater.engine.imagepolicy.Verdict;
import dev.breakwater.engine.imagepolicy.Violation;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What ImagePolicies say of one image, in whatever namespace it may run. */
final class ImageRules {
  private ImageRules() {}

  /**
   * The verdict of each policy that judges images of that name.
   *
   * @param reference as a pod names it
   */
  static List<PolicyVerdict> judge(
      Policies policies, String reference, Assessment assessment, Instant now) {
    ImageContent content =
        ImageContent.of(Optional.of(new ImageScan.Scanned(assessment, now, now)), now);
    List<PolicyVerdict> verdicts = new ArrayList<>();
    for (Policy policy : policies.all()) {
      Optional<ContentVerdict> inside = policy.judge(reference, content);
      List<Violation> problems =
          new ArrayList<>(inside.map(ContentVerdict::problems).orElse(List.of()));
      switch (policy.judge(reference)) {
        case Verdict.NotApplicable _ -> {}
        case Verdict.Satisfies _ ->
            inside.ifPresent(
                verdict ->
                    verdicts.add(verdict(policy, label(verdict.verdict()), problems, inside)));
        case Verdict.Violates(List<Violation> violations) -> {
          problems.addAll(0, violations);
          verdicts.add(verdict(policy, label(ImageVerdict.VIOLATES), problems, inside));
        }
      }
    }
    return verdicts;
  }

  /** As reports spell it. */
  private static String label(ImageVerdict verdict) {
    return switch (verdict) {
      case SATISFIES -> "Satisfies";
      case VIOLATES -> "Violates";
      case UNKNOWN -> "Unknown";
    };
  }

  private static PolicyVerdict verdict(
      Policy policy, String verdict, List<Violation> violations, Optional<ContentVerdict> inside) {
    return new PolicyVerdict(
        policy.name(),
        verdict,
        violations.stream()
            .map(
                broken ->
                    new PolicyVerdict.Violation(
                        broken.field(),
                        Severity.valueOf(broken.severity().name()),
                        broken.message(),
                        broken.remediation()))
            .toList(),
        inside.map(ContentVerdict::excepted).orElse(List.of()).stream()
            .map(
                one ->
                    new PolicyVerdict.Exemption(
                        one.vulnerabilities(), one.exception().reason(), one.exception().expires()))
            .toList());
  }
}
