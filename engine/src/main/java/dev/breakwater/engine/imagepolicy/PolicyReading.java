package dev.breakwater.engine.imagepolicy;

import dev.breakwater.api.v1alpha1.DigestRule;
import dev.breakwater.api.v1alpha1.ImageMatch;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.ImagePolicySpec;
import dev.breakwater.api.v1alpha1.ImageRule;
import dev.breakwater.api.v1alpha1.ImageSource;
import dev.breakwater.api.v1alpha1.ImageUser;
import dev.breakwater.api.v1alpha1.KnownExploited;
import dev.breakwater.api.v1alpha1.NamespaceSelection;
import dev.breakwater.api.v1alpha1.PolicyException;
import dev.breakwater.api.v1alpha1.RegistryRules;
import dev.breakwater.api.v1alpha1.TagRules;
import dev.breakwater.api.v1alpha1.UnscannedRule;
import dev.breakwater.api.v1alpha1.VexStatus;
import dev.breakwater.api.v1alpha1.VulnerabilityRules;
import dev.breakwater.engine.cel.Expression;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.selector.LabelSelector;
import dev.breakwater.image.reference.ImagePattern;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.image.reference.TagPattern;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    LabelSelector namespaces = selector(match.getNamespaces());
    List<ImagePattern> images =
        patterns("spec.match.images", match.getImages(), ImagePattern::parse);
    List<VulnerabilityException> exceptions = exceptions(spec.getExceptions(), images);
    return new Policy(
        policy.getMetadata().getName(),
        namespaces,
        images,
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
        content(spec, source, exceptions),
        exceptions);
  }

  private ContentRules content(
      ImagePolicySpec spec, ImageSource source, List<VulnerabilityException> exceptions) {
    List<ContentRule> rules = new ArrayList<>();
    if (source.getBaseImages() != null) {
      rules.add(
          new BaseImageRule(
              patterns(
                  "spec.source.baseImages.allow",
                  source.getBaseImages().getAllow(),
                  ImagePattern::parse)));
    }
    if (source.getMaxAge() != null) {
      rules.add(new AgeRule(duration("spec.source.maxAge", source.getMaxAge())));
    }
    VulnerabilityRules vulnerabilities = spec.getVulnerabilities();
    if (vulnerabilities != null) {
      vulnerabilities(vulnerabilities, exceptions).ifPresent(rules::add);
    }
    if (spec.getSecrets() != null) {
      rules.add(new SecretRule(severity("spec.secrets.failOn", spec.getSecrets().getFailOn())));
    }
    if (spec.getConfiguration() != null
        && spec.getConfiguration().getUser() == ImageUser.NON_ROOT) {
      rules.add(new UserRule());
    }
    rules.addAll(customRules(spec.getRules()));
    return new ContentRules(
        List.copyOf(rules),
        vulnerabilities == null ? UnscannedRule.WARN : vulnerabilities.getUnscanned());
  }

  private List<ContentRule> customRules(List<ImageRule> beans) {
    List<ContentRule> rules = new ArrayList<>();
    for (int index = 0; index < beans.size(); index++) {
      ImageRule bean = beans.get(index);
      String field = "spec.rules[" + index + "].expression";
      switch (ImageWords.read(bean.getExpression())) {
        case Parsed.Valid<Expression>(Expression expression) ->
            rules.add(
                new CustomRule(
                    bean.getName(), bean.getExpression(), expression, bean.getMessage()));
        case Parsed.Invalid<Expression>(String reason) ->
            problems.add(
                "%s: \"%s\" is no rule: %s; correct it there, kubectl explain imagepolicy.%s says what"
                        .formatted(field, bean.getExpression(), reason, "spec.rules.expression")
                    + " it can ask");
      }
    }
    return rules;
  }

  private Optional<ContentRule> vulnerabilities(
      VulnerabilityRules bean, List<VulnerabilityException> exceptions) {
    VulnerabilityRule rule =
        new VulnerabilityRule(
            Optional.ofNullable(bean.getFailOn()).map(worst -> Severity.valueOf(worst.name())),
            bean.isIgnoreUnfixed(),
            bean.getGracePeriod() == null
                ? Duration.ZERO
                : duration("spec.vulnerabilities.gracePeriod", bean.getGracePeriod()),
            bean.getKnownExploited() == KnownExploited.DENY,
            exceptions);
    return rule.failOn().isPresent() || rule.exploitedDenied()
        ? Optional.of(rule)
        : Optional.empty();
  }

  private List<VulnerabilityException> exceptions(
      List<PolicyException> beans, List<ImagePattern> all) {
    List<VulnerabilityException> exceptions = new ArrayList<>();
    for (int index = 0; index < beans.size(); index++) {
      PolicyException bean = beans.get(index);
      String field = "spec.exceptions[" + index + "].";
      if (bean.getVulnerabilities().isEmpty()) {
        problems.add(field + "vulnerabilities is empty; name at least one, as CVE-2024-0001");
      }
      if (bean.getReason().isBlank()) {
        problems.add(field + "reason is absent; say why, for those who ask later");
      }
      VexStatus status = bean.getStatus();
      if (status == null) {
        problems.add(field + "status is absent; write one of " + words(VexStatus.values()));
      } else if ((status == VexStatus.NOT_AFFECTED) == (bean.getJustification() == null)) {
        problems.add(
            field + "justification: status not_affected needs one, the other statuses take none");
      }
      exceptions.add(
          new VulnerabilityException(
              Set.copyOf(bean.getVulnerabilities()),
              bean.getImages().isEmpty()
                  ? all
                  : patterns(field + "images", bean.getImages(), ImagePattern::parse),
              status == null ? VexStatus.AFFECTED : status,
              Optional.ofNullable(bean.getJustification()),
              bean.getReason(),
              day(field + "expires", bean.getExpires())));
    }
    return List.copyOf(exceptions);
  }

  private static String words(VexStatus... values) {
    return Arrays.stream(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private LocalDate day(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      problems.add(field + ": \"" + text + "\" is not a day; write one as 2027-01-31");
      return LocalDate.EPOCH;
    }
  }

  private Severity severity(String field, dev.breakwater.api.v1alpha1.@Nullable Severity severity) {
    if (severity == null) {
      problems.add(field + " is absent; write a severity, for example High");
      return Severity.UNKNOWN;
    }
    return Severity.valueOf(severity.name());
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
