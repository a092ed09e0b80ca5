package dev.breakwater.cli.explain;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.console.Style;
import dev.breakwater.cli.console.Wrapping;
import dev.breakwater.engine.checks.Catalogue;
import dev.breakwater.engine.checks.Check;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the catalogue says of a check. */
@Command(
    name = "explain",
    description = {
      "Says what a check looks for, what can happen, and what to do. Without CHECK, lists all.",
      ""
    },
    footer = {
      "",
      "Exit status: 0, or 2 where there is no such check.",
      "",
      "  breakwater explain BW-HOST-001"
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final int LABEL = 10;

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "CHECK",
      arity = "0..1",
      defaultValue = "",
      description = "Id of a check, in any case: BW-HOST-001.")
  private String id = "";

  /** The command on that console. */
  public ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (id.isEmpty()) {
      list();
      return ExitStatus.CLEAN;
    }
    Optional<Check> check = Catalogue.find(id);
    if (check.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "there is no check \"%s\"; %s".formatted(id, instead()));
    }
    explain(check.get());
    return ExitStatus.CLEAN;
  }

  private String instead() {
    String wanted = id.toUpperCase(Locale.ROOT);
    if (wanted.startsWith("IMAGEPOLICY/")) {
      return "it is a field of your own ImagePolicy: kubectl explain imagepolicy.spec";
    }
    Comparator<String> byDistance =
        Comparator.comparingInt(candidate -> EditDistance.between(wanted, candidate));
    return Catalogue.checks().stream()
        .map(Check::id)
        .min(byDistance.thenComparing(Comparator.naturalOrder()))
        .map(nearest -> "did you mean " + nearest + "? breakwater explain lists all")
        .orElse("breakwater explain lists all");
  }

  private void list() {
    List<Check> checks = Catalogue.checks();
    int width = checks.stream().mapToInt(check -> check.id().length()).max().orElse(0);
    for (Check check : checks) {
      String severity = check.severity().label();
      line(
          check.id()
              + " ".repeat(width + 2 - check.id().length())
              + Style.ofSeverity(severity).on(console, severity)
              + " ".repeat(LABEL - severity.length())
              + Wrapping.shortened(check.title(), Console.COLUMNS - width - 2 - LABEL));
    }
  }

  private void explain(Check check) {
    String severity = check.severity().label();
    line(Style.BOLD.on(console, check.id() + "  " + check.title()));
    line("");
    labelled("Severity", Style.ofSeverity(severity).on(console, severity));
    labelled("Judges", judges(check));
    labelled("Controls", String.join(", ", check.controls()));
    check
        .gatheredBy()
        .ifPresent(other -> labelled("Reported", "under " + other + ", which one edit cures"));
    labelled("Why", check.why());
    labelled("Remedy", check.remedy());
    example("Instead of", check.before());
    example("Write", check.after());
  }

  private static String judges(Check check) {
    return switch (check.appliesTo()) {
      case WORKLOAD -> "workloads";
      case NAMESPACE -> "namespaces";
      case IMAGE -> "images";
    };
  }

  private void labelled(String label, String text) {
    String start = label + " ".repeat(LABEL - label.length());
    for (String part : Wrapping.lines(text, Console.COLUMNS - LABEL)) {
      line(start + part);
      start = " ".repeat(LABEL);
    }
  }

  private void example(String title, String yaml) {
    if (!yaml.isEmpty()) {
      line("");
      line(title + ":");
      yaml.lines().forEach(text -> line("    " + text));
    }
  }

  private void line(String text) {
    console.out().println(text);
  }
}
