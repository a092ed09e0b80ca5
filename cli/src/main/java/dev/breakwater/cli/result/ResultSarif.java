package dev.breakwater.cli.result;

import dev.breakwater.cli.sarif.SarifLog;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Vulnerability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A result as SARIF: vulnerabilities, secrets and weaknesses of the configuration. */
final class ResultSarif {
  private final Result result;
  private final Map<String, SarifLog.Rule> rules = new LinkedHashMap<>();
  private final List<SarifLog.Result> results = new ArrayList<>();

  private ResultSarif(Result result) {
    this.result = result;
  }

  static SarifLog of(Result result) {
    ResultSarif sarif = new ResultSarif(result);
    result
        .assessment()
        .vulnerabilities()
        .forEach(vulnerability -> sarif.add(vulnerability, Optional.empty()));
    result
        .excepted()
        .forEach(one -> sarif.add(one.vulnerability(), Optional.of(Exceptions.reason(one))));
    result.facts().secrets().forEach(sarif::add);
    result.facts().misconfigurations().forEach(sarif::add);
    result.policies().forEach(sarif::add);
    return new SarifLog(List.copyOf(sarif.rules.values()), List.copyOf(sarif.results));
  }

  private void add(Vulnerability one, Optional<String> suppression) {
    String fix =
        one.fixed().isEmpty() ? "There is no fix yet." : "Update to " + one.fixed() + " or newer.";
    rule(
        one.id(),
        one.title().isEmpty() ? one.id() : one.title(),
        result.sort() == Result.Sort.IMAGE
            ? "A package of the image has a known vulnerability."
            : "A package that is used has a known vulnerability.",
        fix,
        Severities.label(one.severity()),
        List.of("vulnerability"));
    String subject = one.affected().name() + "@" + one.affected().version();
    results.add(
        new SarifLog.Result(
            one.id(),
            Severities.label(one.severity()),
            "%s: %s in %s. %s".formatted(result.name(), one.id(), subject, fix),
            place(one.affected().path(), 1),
            subject,
            "package",
            one.id() + "/" + subject + "/" + one.affected().path(),
            suppression));
  }

  private void add(Secret one) {
    rule(
        one.rule(),
        one.title(),
        result.sort() == Result.Sort.IMAGE
            ? "Whoever can pull the image has this secret."
            : "Whoever can read the file has this secret.",
        result.sort() == Result.Sort.IMAGE
            ? "Revoke it, and give it to the running container instead of the image."
            : "Revoke it, and take it out of the file.",
        Severities.label(one.severity()),
        List.of("secret"));
    results.add(
        new SarifLog.Result(
            one.rule(),
            Severities.label(one.severity()),
            "%s: %s".formatted(result.name(), one.title()),
            place(one.path(), one.line()),
            one.path(),
            "resource",
            one.rule() + "/" + one.path() + "/" + one.line(),
            Optional.empty()));
  }

  private void add(Misconfiguration one) {
    rule(
        one.check(),
        one.title(),
        one.title(),
        one.message(),
        Severities.label(one.severity()),
        List.of("configuration"));
    results.add(
        new SarifLog.Result(
            one.check(),
            Severities.label(one.severity()),
            "%s: %s".formatted(result.name(), one.message()),
            place(one.path(), 1),
            result.name(),
            "resource",
            one.check() + "/" + one.path(),
            Optional.empty()));
  }

  private void add(PolicyVerdict policy) {
    for (PolicyVerdict.Violation one : policy.violations()) {
      String check = policy.check(one);
      rule(
          check,
          "ImagePolicy " + policy.policy() + ": " + one.field(),
          "The image breaks a rule of the ImagePolicy " + policy.policy() + ".",
          one.remediation(),
          Severities.label(one.severity()),
          List.of("policy"));
      results.add(
          new SarifLog.Result(
              check,
              Severities.label(one.severity()),
              "%s: %s".formatted(result.name(), one.message()),
              Optional.empty(),
              result.name(),
              "resource",
              check,
              Optional.empty()));
    }
  }

  /** The first result of a rule gives it its words. */
  private void rule(
      String id, String title, String why, String help, String severity, List<String> tags) {
    rules.putIfAbsent(
        id,
        new SarifLog.Rule(id, Optional.of(new SarifLog.Text(title, why, help, severity, tags))));
  }

  private Optional<SarifLog.Place> place(String path, int line) {
    String place = result.place(path);
    return place.isEmpty() ? Optional.empty() : Optional.of(new SarifLog.Place(place, line));
  }
}
