package dev.breakwater.cli.image;

import static dev.breakwater.cli.console.Console.COLUMNS;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.Style;
import dev.breakwater.cli.console.Wrapping;
import dev.breakwater.engine.imagescan.Upgrade;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An assessment for people: what the image is, then what to do, the most urgent first.
 * Vulnerabilities are grouped by the upgrade that fixes them.
 */
final class ImageTable {
  private static final int SEVERITY = 10;
  private static final String INDENT = " ".repeat(SEVERITY + 2);
  private static final int WIDTH = COLUMNS - INDENT.length();

  private final Console console;
  private final LocalDate today;

  /** {@code today} decides what is out of date. */
  ImageTable(Console console, LocalDate today) {
    this.console = console;
    this.today = today;
  }

  void print(String name, Assessment assessment) {
    ImageFacts facts = assessment.facts();
    line(Style.BOLD.on(console, Wrapping.shortened(name, COLUMNS)));
    if (facts.hasManifest()) {
      line("  " + facts.digest() + ", " + facts.platform());
    }
    line("  " + system(assessment) + ", " + number(facts.packages().size(), "package"));
    line("  " + advisories(assessment));
    line("");
    List<Upgrade> upgrades = Upgrade.of(assessment.vulnerabilities());
    upgrades.forEach(this::print);
    facts.secrets().forEach(this::print);
    facts.misconfigurations().forEach(this::print);
    List<Problem> problems =
        Stream.concat(facts.problems().stream(), assessment.problems().stream()).toList();
    problems.forEach(this::print);
    if (!upgrades.isEmpty()
        || !facts.secrets().isEmpty()
        || !facts.misconfigurations().isEmpty()
        || !problems.isEmpty()) {
      line("");
    }
    printSummary(assessment, problems.size());
  }

  private String system(Assessment assessment) {
    String system =
        assessment
            .facts()
            .operatingSystem()
            .map(known -> known.toString())
            .orElse("no operating system");
    return assessment
        .endOfLife()
        .map(
            end ->
                end.isBefore(today)
                    ? system + Style.HIGH.on(console, " (end of life since " + end + ")")
                    : system + " (maintained until " + end + ")")
        .orElse(system);
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
        paths.getFirst()
            + (paths.size() == 1 ? "" : " and " + (paths.size() - 1) + " other files"));
  }

  private void print(Secret secret) {
    entry(secret.severity(), secret.title() + ": " + secret.excerpt(), secret.rule());
    faint(secret.path() + ":" + secret.line());
  }

  private void print(Misconfiguration weakness) {
    entry(weakness.severity(), weakness.message(), weakness.check());
    if (!weakness.path().isEmpty()) {
      faint(weakness.path());
    }
  }

  private void print(Problem problem) {
    List<String> text = Wrapping.lines(Problems.line(problem), WIDTH);
    line("  " + "Not read  " + text.getFirst());
    text.stream().skip(1).forEach(more -> line(INDENT + more));
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

  private void printSummary(Assessment assessment, int problems) {
    ImageFacts facts = assessment.facts();
    List<String> found = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count =
          assessment.vulnerabilities().stream().filter(one -> one.severity() == severity).count();
      if (count > 0) {
        found.add(count + " " + Severities.label(severity).toLowerCase(Locale.ROOT));
      }
    }
    String vulnerabilities =
        assessment.advisories().isEmpty()
            ? "vulnerabilities not assessed"
            : found.isEmpty()
                ? "no vulnerabilities"
                : "vulnerabilities: " + String.join(", ", found);
    String rest =
        "; %s, %s"
            .formatted(
                number(facts.secrets().size(), "secret"),
                number(facts.misconfigurations().size(), "weakness"));
    String unread =
        problems == 0 ? "" : "; " + number(problems, "part") + " not read or not assessed";
    line(Style.BOLD.on(console, vulnerabilities + rest + unread));
  }

  private static String number(int count, String noun) {
    String plural = noun.endsWith("s") ? noun + "es" : noun + "s";
    return count + " " + (count == 1 ? noun : plural);
  }

  private void line(String text) {
    console.out().println(text);
  }
}
