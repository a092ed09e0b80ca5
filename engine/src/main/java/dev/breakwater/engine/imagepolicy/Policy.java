package dev.breakwater.engine.imagepolicy;

import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.engine.selector.LabelSelector;
import dev.breakwater.engine.selector.Requirement;
import dev.breakwater.image.reference.ImagePattern;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.image.reference.TagPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ImagePolicy in the form that is judged.
 *
 * @param name the policy's name
 * @param namespaces where it holds
 * @param images which images it judges; at least one pattern
 * @param allow of which one must match; none allows all
 * @param deny of which none may match
 * @param deniedTags of which none may match
 * @param digestRequired whether an image must be named by digest
 * @param content what is asked of what is inside
 * @param exceptions what does not count for that, for a time
 */
public record Policy(
    String name,
    LabelSelector namespaces,
    List<ImagePattern> images,
    List<ImagePattern> allow,
    List<ImagePattern> deny,
    List<TagPattern> deniedTags,
    boolean digestRequired,
    ContentRules content,
    List<VulnerabilityException> exceptions) {
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  /**
   * Reads a policy. One that the API server would not have taken is {@code Invalid}, with every
   * problem: the field, the value and the remedy.
   */
  public static Parsed<Policy> read(ImagePolicy policy) {
    return new PolicyReading(policy).result();
  }

  /** Whether it has a rule about references: only those act at admission. */
  public boolean actsAtAdmission() {
    return !(allow.isEmpty() && deny.isEmpty() && deniedTags.isEmpty()) || digestRequired;
  }

  /** Whether it has a rule about what is inside images. */
  public boolean asksForContent() {
    return !content.isEmpty();
  }

  /** The exceptions whose last day is over, in the order of the spec. */
  public List<VulnerabilityException> expired(Instant now) {
    return exceptions.stream().filter(exception -> exception.isExpired(now)).toList();
  }

  /**
   * Whether the policy holds in a namespace.
   *
   * @param labels all of the namespace's, {@code kubernetes.io/metadata.name} among them
   * @param exempt whether it holds only where the selector names the namespace by that label
   */
  boolean holdsIn(Map<String, String> labels, boolean exempt) {
    return namespaces.matches(labels)
        && (!exempt || namespaces.requirements().stream().anyMatch(Policy::names));
  }

  private static boolean names(Requirement requirement) {
    return requirement.key().equals(NAME_LABEL)
        && requirement.operator() == Requirement.Operator.IN;
  }

  /**
   * Judges an image as a pod names it, wherever it runs. White space alone is no image, as it is
   * legal in a pod template.
   */
  public Verdict judge(String image) {
    if (isBlank(image)) {
      return new Verdict.NotApplicable();
    }
    return switch (ImageReference.parse(image)) {
      case Parsed.Valid<ImageReference>(ImageReference reference) -> judge(image, reference);
      case Parsed.Invalid<ImageReference>(String reason) ->
          new Verdict.Violates(
              List.of(
                  new Violation(
                      Rule.REFERENCE,
                      Rule.REFERENCE.field() + ": " + printable(image) + " is no valid reference",
                      reason)));
    };
  }

  /**
   * Judges what is inside an image; empty where the policy has nothing to say of it. Who brings it
   * in is not asked: nothing of this acts at admission.
   *
   * @param image as a pod names it
   */
  public Optional<ContentVerdict> judge(String image, ImageContent known) {
    return switch (ImageReference.parse(image)) {
      case Parsed.Valid<ImageReference>(ImageReference reference)
          when images.stream().anyMatch(pattern -> pattern.matches(reference)) ->
          Optional.of(content.judge(image, known));
      case Parsed.Valid<ImageReference> _, Parsed.Invalid<ImageReference> _ -> Optional.empty();
    };
  }

  private Verdict judge(String image, ImageReference reference) {
    if (images.stream().noneMatch(pattern -> pattern.matches(reference))) {
      return new Verdict.NotApplicable();
    }
    List<Violation> violations = new ArrayList<>();
    if (!allow.isEmpty() && allow.stream().noneMatch(pattern -> pattern.matches(reference))) {
      violations.add(
          violation(
              Rule.ALLOWED,
              shown(image, reference) + " is not among " + Patterns.named(allow),
              "Take the image from an allowed place, or add a pattern for it to"
                  + " spec.source.registries.allow of the policy."));
    }
    deny.stream()
        .filter(pattern -> pattern.matches(reference))
        .findFirst()
        .ifPresent(
            pattern ->
                violations.add(
                    violation(
                        Rule.DENIED,
                        shown(image, reference) + " matches " + pattern,
                        "Take the image from another place.")));
    deniedTag(reference)
        .ifPresent(
            pattern ->
                violations.add(
                    violation(
                        Rule.TAG,
                        image
                            + (reference.tag().isEmpty() ? " (means :latest)" : "")
                            + " matches "
                            + pattern
                            + "; name another version",
                        "Name a version that is not denied, best with its digest.")));
    if (digestRequired && reference.digest().isEmpty()) {
      violations.add(
          violation(
              Rule.DIGEST,
              image + " has no digest; append @sha256:...",
              "Append the digest of the image, @sha256:..., so that what was tested is what runs"
                  + " even after the tag moved."));
    }
    return violations.isEmpty()
        ? new Verdict.Satisfies()
        : new Verdict.Violates(List.copyOf(violations));
  }

  private Optional<TagPattern> deniedTag(ImageReference reference) {
    return deniedTags.stream().filter(pattern -> pattern.matches(reference)).findFirst();
  }

  private static Violation violation(Rule rule, String problem, String remediation) {
    return new Violation(rule, rule.field() + ": " + problem, remediation);
  }

  private static String shown(String image, ImageReference reference) {
    return image.startsWith(reference.name()) ? image : image + " (" + reference.name() + ")";
  }

  /** What {@code \s} means to RE2, which the admission policies ask. */
  private static boolean isBlank(String image) {
    return image.chars().allMatch(c -> " \t\n\f\r".indexOf(c) >= 0);
  }

  /** A finding is printed on terminals; only a text that is no reference can hold such things. */
  private static String printable(String image) {
    StringBuilder printable = new StringBuilder();
    image.chars().forEach(c -> printable.append(c >= ' ' && c <= '~' ? (char) c : '?'));
    return printable.toString();
  }
}
