package dev.breakwater.cli.image;

import dev.breakwater.cli.sarif.SarifLog;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Vulnerability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An assessment as SARIF: vulnerabilities, secrets and weaknesses of the configuration. */
final class ImageSarif {
  private final String image;
  private final Map<String, SarifLog.Rule> rules = new LinkedHashMap<>();
  private final List<SarifLog.Result> results = new ArrayList<>();

  private ImageSarif(String image) {
    this.image = image;
  }

  /** The findings in the image that the user named {@code image}. */
  static SarifLog of(String image, Assessment assessment) {
    ImageSarif sarif = new ImageSarif(image);
    assessment.vulnerabilities().forEach(sarif::add);
    assessment.facts().secrets().forEach(sarif::add);
    assessment.facts().misconfigurations().forEach(sarif::add);
    return new SarifLog(List.copyOf(sarif.rules.values()), List.copyOf(sarif.results));
  }

  private void add(Vulnerability one) {
    String fix =
        one.fixed().isEmpty() ? "There is no fix yet." : "Update to " + one.fixed() + " or newer.";
    rule(
        one.id(),
        one.title().isEmpty() ? one.id() : one.title(),
        "A package of the image has a known vulnerability.",
        fix,
        Severities.label(one.severity()),
        List.of("vulnerability"));
    String subject = one.affected().name() + "@" + one.affected().version();
    results.add(
        new SarifLog.Result(
            one.id(),
            Severities.label(one.severity()),
            "%s: %s in %s. %s".formatted(image, one.id(), subject, fix),
            place(one.affected().path(), 1),
            subject,
            "package",
            one.id() + "/" + subject + "/" + one.affected().path()));
  }

  private void add(Secret one) {
    rule(
        one.rule(),
        one.title(),
        "Whoever can pull the image has this secret.",
        "Revoke it, and give it to the running container instead of the image.",
        Severities.label(one.severity()),
        List.of("secret"));
    results.add(
        new SarifLog.Result(
            one.rule(),
            Severities.label(one.severity()),
            "%s: %s".formatted(image, one.title()),
            place(one.path(), one.line()),
            one.path(),
            "resource",
            one.rule() + "/" + one.path() + "/" + one.line()));
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
            "%s: %s".formatted(image, one.message()),
            place(one.path(), 1),
            image,
            "resource",
            one.check() + "/" + one.path()));
  }

  /** The first result of a rule gives it its words. */
  private void rule(
      String id, String title, String why, String help, String severity, List<String> tags) {
    rules.putIfAbsent(
        id,
        new SarifLog.Rule(id, Optional.of(new SarifLog.Text(title, why, help, severity, tags))));
  }

  private static Optional<SarifLog.Place> place(String path, int line) {
    return path.isEmpty() ? Optional.empty() : Optional.of(new SarifLog.Place(path, line));
  }
}
