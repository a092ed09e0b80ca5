package dev.breakwater.cli.result;

import static dev.breakwater.cli.console.Console.COLUMNS;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.Style;
import dev.breakwater.cli.console.Wrapping;
import dev.breakwater.engine.imagescan.Upgrade;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.sbom.VexVerdict.Excepted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A result for people: what was looked into, then what to do, the most urgent first.
 * Vulnerabilities are grouped by the upgrade that fixes them.
 */
final class ResultTable {
  private static final int SEVERITY = 10;
  private static final String INDENT = " ".repeat(SEVERITY + 2);
  private static final int WIDTH = COLUMNS - INDENT.length();

  private final Console console;
  private final LocalDate today;
  private final Result result;

  /** {@code today} decides what is out of date. */
  ResultTable(Console console, LocalDate today, Result result) {
    this.console = console;
    this.today = today;
    this.result = result;
  }

  void print() {
    ImageFacts facts = result.facts();
    line(Style.BOLD.on(console, Wrapping.shortened(result.name(), COLUMNS)));
    if (facts.hasManifest()) {
      line("  " + facts.digest() + ", " + facts.platform());
    }
    if (result.parts().contains(Part.PACKAGES)) {
      line("  " + system() + number(facts.packages().size(), "package"));
      line("  " + advisories(result.assessment()));
    }
    line("");
    List<Upgrade> upgrades = Upgrade.of(result.assessment().vulnerabilities());
    upgrades.forEach(this::print);
    facts.secrets().forEach(this::print);
    facts.misconfigurations().forEach(this::print);
    result.policies().forEach(this::print);
    result.excepted().forEach(this::print);
    List<Problem> problems = result.problems();
    problems.forEach(this::print);
    if (!upgrades.isEmpty()
        || !facts.secrets().isEmpty()
        || !facts.misconfigurations().isEmpty()
        || result.policies().stream().anyMatch(PolicyVerdict::isTold)
        || !result.excepted().isEmpty()
        || !problems.isEmpty()) {
      line("");
    }
    line(Style.BOLD.on(console, summary(problems.size())));
  }

  /** What the packages belong to; files of one's own belong to no system. */
  private String system() {
    Optional<OperatingSystem> system = result.facts().operatingSystem();
    if (system.isEmpty()) {
      return result.sort() == Result.Sort.IMAGE ? "no operating system, " : "";
    }
    return system.get() + maintenance() + ", ";
  }

  private String maintenance() {
    return result
        .assessment()
        .endOfLife()
        .map(
            end ->
                end.isBefore(today)
                    ? Style.HIGH.on(console, " (end of life since " + end + ")")
                    : " (maintained until " + end + ")")
        .orElse("");
  }

  private static String advisories(Assessment assessment) {
    return assessment
        .advisories()
        .map(known -> "advisories of " + known.updatedAt())
        .orElse(
            "not compared with advisories: run breakwater db update, or name them with --db or"
                + " --osv");
  }

  private void print(Upgrade upgrade) {
    String todo = upgrade.fixed().isEmpty() ? "no fix" : "update to " + upgrade.fixed();
    List<String> ids = upgrade.ids();
    entry(
        upgrade.severity(),
        upgrade.name() + " " + upgrade.installed() + ": " + todo,
        ids.size() == 1 ? ids.getFirst() : ids.getFirst() + " and " + (ids.size() - 1) + " more");
    if (upgrade.exploited()) {
      line(INDENT + Style.CRITICAL.on(console, "is being exploited (CISA KEV)"));
    }
    if (ids.size() == 1 && !upgrade.vulnerabilities().getFirst().title().isEmpty()) {
      faint(upgrade.vulnerabilities().getFirst().title());
    }
    List<String> paths = upgrade.paths();
    faint(
        result.place(paths.getFirst())
            + (paths.size() == 1 ? "" : " and " + (paths.size() - 1) + " other files"));
  }

  private void print(Secret secret) {
    entry(secret.severity(), secret.title() + ": " + secret.excerpt(), secret.rule());
    faint(result.place(secret.path()) + ":" + secret.line());
  }

  private void print(Misconfiguration weakness) {
    entry(weakness.severity(), weakness.message(), weakness.check());
    if (!weakness.path().isEmpty()) {
      faint(weakness.path());
    }
  }

  private void print(PolicyVerdict policy) {
    for (PolicyVerdict.Violation one : policy.violations()) {
      entry(one.severity(), one.message(), policy.check(one));
      String mark = "> ";
      for (String part : Wrapping.lines(one.remediation(), WIDTH - mark.length())) {
        line(INDENT + mark + part);
        mark = "  ";
      }
    }
    for (PolicyVerdict.Exemption one : policy.exceptions()) {
      noted(
          "Excepted",
          "%s by ImagePolicy %s until %s: %s"
              .formatted(
                  String.join(", ", one.vulnerabilities()),
                  policy.policy(),
                  one.expires(),
                  one.reason()));
    }
  }

  private void print(Excepted one) {
    noted(
        "Excepted",
        "%s in %s %s: %s"
            .formatted(
                one.vulnerability().id(),
                one.vulnerability().affected().name(),
                one.vulnerability().affected().version(),
                Exceptions.reason(one)));
  }

  private void print(Problem problem) {
    noted("Not read", Problems.line(problem));
  }

  private void noted(String label, String text) {
    List<String> lines = Wrapping.lines(text, WIDTH);
    line("  " + label + " ".repeat(SEVERITY - label.length()) + lines.getFirst());
    lines.stream().skip(1).forEach(more -> line(INDENT + more));
  }

  private void entry(Severity severity, String text, String id) {
    String label = Severities.label(severity);
    String shownId = Wrapping.shortened(id, COLUMNS / 2);
    List<String> lines = Wrapping.lines(text, WIDTH - shownId.length() - 2);
    String first = lines.getFirst();
    line(
        "  "
            + Style.ofSeverity(label).on(console, label)
            + " ".repeat(SEVERITY - label.length())
            + first
            + " ".repeat(WIDTH - first.length() - shownId.length())
            + Style.FAINT.on(console, shownId));
    lines.stream().skip(1).forEach(more -> line(INDENT + more));
  }

  private void faint(String text) {
    line(INDENT + Style.FAINT.on(console, Wrapping.shortened(text, WIDTH)));
  }

  private String summary(int problems) {
    ImageFacts facts = result.facts();
    List<String> found = new ArrayList<>();
    if (result.parts().contains(Part.PACKAGES)) {
      found.add(vulnerabilities());
    }
    if (!result.excepted().isEmpty()) {
      found.add(result.excepted().size() + " excepted by --vex");
    }
    List<String> others = new ArrayList<>();
    if (result.parts().contains(Part.SECRETS)) {
      others.add(number(facts.secrets().size(), "secret"));
    }
    if (result.parts().contains(Part.CONFIGURATION)) {
      others.add(number(facts.misconfigurations().size(), "weakness"));
    }
    if (!others.isEmpty()) {
      found.add(String.join(", ", others));
    }
    for (PolicyVerdict policy : result.policies()) {
      found.add("ImagePolicy " + policy.policy() + ": " + policy.verdict());
    }
    if (problems > 0) {
      found.add(number(problems, "part") + " not read or not assessed");
    }
    return String.join("; ", found);
  }

  private String vulnerabilities() {
    if (result.assessment().advisories().isEmpty()) {
      return "vulnerabilities not assessed";
    }
    List<String> counts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count =
          result.assessment().vulnerabilities().stream()
              .filter(one -> one.severity() == severity)
              .count();
      if (count > 0) {
        counts.add(count + " " + Severities.label(severity).toLowerCase(Locale.ROOT));
      }
    }
    return counts.isEmpty()
        ? "no vulnerabilities"
        : "vulnerabilities: " + String.join(", ", counts);
  }

  private static String number(int count, String noun) {
    String plural = noun.endsWith("s") ? noun + "es" : noun + "s";
    return count + " " + (count == 1 ? noun : plural);
  }

  private void line(String text) {
    console.out().println(text);
  }
}
