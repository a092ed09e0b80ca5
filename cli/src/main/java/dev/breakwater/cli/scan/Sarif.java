package dev.breakwater.cli.scan;

import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.cli.sarif.SarifLog;
import dev.breakwater.engine.checks.Catalogue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The findings in manifests as SARIF. */
final class Sarif {
  private Sarif() {}

  static SarifLog of(List<Judged> judged) {
    return new SarifLog(
        judged.stream()
            .flatMap(one -> one.report().getFindings().stream())
            .map(Finding::getCheck)
            .distinct()
            .sorted()
            .map(Sarif::rule)
            .toList(),
        judged.stream()
            .flatMap(
                one -> one.report().getFindings().stream().map(finding -> result(one, finding)))
            .toList());
  }

  /** A check of the catalogue with its words; a rule of an ImagePolicy by its name alone. */
  private static SarifLog.Rule rule(String id) {
    return new SarifLog.Rule(
        id,
        Catalogue.find(id)
            .map(
                check ->
                    new SarifLog.Text(
                        check.title(),
                        check.why(),
                        check.remedy(),
                        check.severity().name(),
                        List.copyOf(check.controls()))));
  }

  private static SarifLog.Result result(Judged one, Finding finding) {
    return new SarifLog.Result(
        finding.getCheck(),
        finding.getSeverity().name(),
        one.title() + ": " + finding.getMessage(),
        Optional.ofNullable(finding.getFile())
            .filter(file -> !file.isEmpty())
            .map(
                file -> new SarifLog.Place(file, Objects.requireNonNullElse(finding.getLine(), 1))),
        one.title(),
        "resource",
        one.title() + "/" + finding.getId(),
        Optional.empty());
  }
}
