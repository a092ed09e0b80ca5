package dev.breakwater.cli.podsecurity;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.console.Json;
import dev.breakwater.cli.console.Style;
import dev.breakwater.cli.console.Wrapping;
import dev.breakwater.cli.manifests.ManifestFiles;
import dev.breakwater.engine.podsecurity.Level;
import dev.breakwater.engine.podsecurity.Standard;
import dev.breakwater.engine.podsecurity.Version;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges every pod and pod template by one Pod Security Standard. */
@Command(
    name = "podsecurity",
    description = {
      "Judges pods, and the pod templates of workloads, by a Pod Security Standard, exactly as the"
          + " API server does: the same verdict, for the same reasons, in the same words.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 all are allowed, 1 some are forbidden, 2 some files cannot be read.",
      "",
      "  breakwater podsecurity manifests/ --level baseline",
      "  breakwater podsecurity - --level restricted --version v1.30 -o json < pod.yaml"
    })
public final class PodSecurityCommand implements Callable<Integer> {
  private static final String INDENT = "  - ";

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILES",
      arity = "1..*",
      description = "Files of YAML or JSON, folders of them, - for standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "restricted",
      description = "privileged, baseline or restricted. Default: restricted.")
  private String level = "";

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      defaultValue = "latest",
      description = "The version of the standard: v1.0, v1.24, ..., latest. Default: latest.")
  private String version = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text or json: an array of {file, kind, namespace, name, allowed, reasons}. Default:"
              + " text.")
  private Format format = Format.TEXT;

  /** How verdicts are printed. */
  enum Format {
    TEXT,
    JSON
  }

  /** The command on that console. */
  public PodSecurityCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Standard standard = standard();
    ManifestFiles.Content content = ManifestFiles.read(files, console.in());
    List<Verdict> verdicts =
        content.objects().stream()
            .map(object -> Verdict.of(object, standard))
            .flatMap(Optional::stream)
            .toList();
    switch (format) {
      case TEXT -> printText(verdicts, standard);
      case JSON -> printJson(verdicts);
    }
    content.problems().forEach(console::tell);
    if (!content.problems().isEmpty()) {
      return ExitStatus.BAD_INPUT;
    }
    return verdicts.stream().allMatch(Verdict::allowed) ? ExitStatus.CLEAN : ExitStatus.FINDINGS;
  }

  private Standard standard() {
    Level parsed =
        Level.parse(level)
            .orElseThrow(
                () ->
                    wrong(
                        "--level: \"%s\" is no level; write privileged, baseline or restricted"
                            .formatted(level)));
    return new Standard(
        parsed,
        Version.parse(version)
            .orElseThrow(
                () ->
                    wrong(
                        "--version: \"%s\" is no version; write latest, or v1.0, v1.1 and so on"
                            .formatted(version))));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void printJson(List<Verdict> verdicts) {
    Json.print(
        console.out(),
        json -> {
          json.writeStartArray();
          for (Verdict verdict : verdicts) {
            json.writeStartObject();
            json.writeStringField("file", verdict.object().origin().file());
            json.writeStringField("kind", verdict.object().ref().kind());
            json.writeStringField("namespace", verdict.namespace());
            json.writeStringField("name", verdict.object().ref().name());
            json.writeBooleanField("allowed", verdict.allowed());
            json.writeArrayFieldStart("reasons");
            for (String reason : verdict.reasons()) {
              json.writeString(reason);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private void printText(List<Verdict> verdicts, Standard standard) {
    verdicts.forEach(this::print);
    long forbidden = verdicts.stream().filter(verdict -> !verdict.allowed()).count();
    console
        .out()
        .println(
            "%d allowed, %d forbidden by %s"
                .formatted(verdicts.size() - forbidden, forbidden, standard.label()));
  }

  private void print(Verdict verdict) {
    String label = verdict.allowed() ? "allowed  " : "forbidden";
    String name =
        "%s %s/%s"
            .formatted(
                verdict.object().ref().kind(), verdict.namespace(), verdict.object().ref().name());
    String place = verdict.object().origin().file() + ":" + verdict.object().origin().line();
    Style style = verdict.allowed() ? Style.GOOD : Style.HIGH;
    int width = Console.COLUMNS - label.length() - 2;
    String shown = Wrapping.shortened(name, width);
    console.out().print(style.on(console, label) + "  " + Style.BOLD.on(console, shown));
    console
        .out()
        .println(
            shown.length() + 2 + place.length() <= width
                ? "  " + Style.FAINT.on(console, place)
                : "\n           " + Style.FAINT.on(console, Wrapping.shortened(place, width)));
    for (String reason : verdict.reasons()) {
      String indent = INDENT;
      for (String line : Wrapping.lines(reason, Console.COLUMNS - INDENT.length())) {
        console.out().println(indent + line);
        indent = " ".repeat(INDENT.length());
      }
    }
  }
}
