package dev.breakwater.engine.imagepolicy;

import dev.breakwater.api.v1alpha1.DigestRule;
import dev.breakwater.api.v1alpha1.ImageMatch;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.ImagePolicySpec;
import dev.breakwater.api.v1alpha1.ImageSource;
import dev.breakwater.api.v1alpha1.KnownExploited;
import dev.breakwater.api.v1alpha1.NamespaceSelection;
import dev.breakwater.api.v1alpha1.RegistryRules;
import dev.breakwater.api.v1alpha1.TagRules;
import dev.breakwater.api.v1alpha1.UnscannedRule;
import dev.breakwater.api.v1alpha1.VulnerabilityRules;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.selector.LabelSelector;
import dev.breakwater.image.reference.ImagePattern;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.image.reference.TagPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From the bean to what is judged, or to all that is wrong with it. */
final class PolicyReading {
  /** The bound of the CRD, on which the cost of the admission policies rests. */
  private static final int MAX_PATTERNS = 64;

  private static final Pattern DURATION = Pattern.compile("[1-9][0-9]{0,3}[hd]");

  private final List<String> problems = new ArrayList<>();
  private final ImagePolicy policy;

  PolicyReading(ImagePolicy policy) {
    this.policy = policy;
  }

  Parsed<Policy> result() {
    Policy read = read(policy.getSpec() == null ? new ImagePolicySpec() : policy.getSpec());
    return problems.isEmpty()
        ? new Parsed.Valid<>(read)
        : new Parsed.Invalid<>(String.join("; ", problems));
  }

  private Policy read(ImagePolicySpec spec) {
    ImageMatch match = spec.getMatch() == null ? new ImageMatch() : spec.getMatch();
    ImageSource source = spec.getSource() == null ? new ImageSource() : spec.getSource();
    RegistryRules registries = source.getRegistries();
    TagRules tags = source.getTags();
    String field = "spec.source.registries.";
    return new Policy(
        policy.getMetadata().getName(),
        selector(match.getNamespaces()),
        patterns("spec.match.images", match.getImages(), ImagePattern::parse),
        patterns(
            field + "allow",
            registries == null ? List.of() : registries.getAllow(),
            ImagePattern::parse),
        patterns(
            field + "deny",
            registries == null ? List.of() : registries.getDeny(),
            ImagePattern::parse),
        patterns(
            "spec.source.tags.deny", tags == null ? List.of() : tags.getDeny(), TagPattern::parse),
        source.getDigest() == DigestRule.REQUIRE,
        content(spec));
  }

  private ContentRules content(ImagePolicySpec spec) {
    List<ContentRule> rules = new ArrayList<>();
    VulnerabilityRules vulnerabilities = spec.getVulnerabilities();
    if (vulnerabilities != null) {
      vulnerabilities(vulnerabilities).ifPresent(rules::add);
    }
    return new ContentRules(
        List.copyOf(rules),
        vulnerabilities == null ? UnscannedRule.WARN : vulnerabilities.getUnscanned());
  }

  private Optional<ContentRule> vulnerabilities(VulnerabilityRules bean) {
    VulnerabilityRule rule =
        new VulnerabilityRule(
            Optional.ofNullable(bean.getFailOn()).map(worst -> Severity.valueOf(worst.name())),
            bean.isIgnoreUnfixed(),
            bean.getGracePeriod() == null
                ? Duration.ZERO
                : duration("spec.vulnerabilities.gracePeriod", bean.getGracePeriod()),
            bean.getKnownExploited() == KnownExploited.DENY);
    return rule.failOn().isPresent() || rule.exploitedDenied()
        ? Optional.of(rule)
        : Optional.empty();
  }

  /** A whole number and one unit, h or d. */
  private Duration duration(String field, String text) {
    if (!DURATION.matcher(text).matches()) {
      problems.add(
          field
              + ": \""
              + text
              + "\" is not a duration; write a whole number and one unit of h, d, for example 7d");
      return Duration.ZERO;
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return text.endsWith("d") ? Duration.ofDays(number) : Duration.ofHours(number);
  }

  private LabelSelector selector(@Nullable NamespaceSelection namespaces) {
    String field = "spec.match.namespaces.selector";
    if (namespaces == null || namespaces.getSelector() == null) {
      problems.add(field + " is absent; write {} for every namespace");
      return LabelSelector.EVERYTHING;
    }
    LabelSelector selector = LabelSelector.of(namespaces.getSelector());
    selector.problems().forEach(problem -> problems.add(field + "." + problem));
    return selector;
  }

  private <T> List<T> patterns(
      String field, List<String> texts, Function<String, Parsed<T>> parser) {
    if (texts.size() > MAX_PATTERNS) {
      problems.add(
          field
              + " has "
              + texts.size()
              + " patterns; shorten it to "
              + MAX_PATTERNS
              + ", with wildcards");
    }
    List<T> patterns = new ArrayList<>();
    for (int index = 0; index < texts.size(); index++) {
      switch (parser.apply(texts.get(index))) {
        case Parsed.Valid<T>(T pattern) -> patterns.add(pattern);
        case Parsed.Invalid<T>(String reason) -> problems.add(field + "[" + index + "]: " + reason);
      }
    }
    return List.copyOf(patterns);
  }
}
