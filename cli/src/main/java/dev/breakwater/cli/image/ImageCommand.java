package dev.breakwater.cli.image;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.sbom.CycloneDxWriter;
import dev.breakwater.scanner.sbom.SpdxWriter;
import dev.breakwater.scanner.source.PullException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater image}: reads an image, and compares it with advisories. */
@Command(
    name = "image",
    description = {
      "Says what an image contains and what is wrong with it: packages with known",
      "vulnerabilities, secrets, weaknesses in how it is built.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 nothing found, 1 something found, 2 arguments are wrong or the image cannot"
          + " be read.",
      "",
      "  breakwater image registry.example.com/shop/cart:1.4",
      "  breakwater image cart.tar --db trivy.db --offline -o json",
      "  breakwater image --rootfs / --scanners Secrets"
    })
public final class ImageCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "IMAGE",
      arity = "0..1",
      defaultValue = "",
      description =
          "A reference to a registry, an OCI layout, or an archive of docker save or of a layout,"
              + " gzip or not.")
  private String image = "";

  @Option(
      names = "--rootfs",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Read this folder as the root of an unpacked image.")
  private String rootfs = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json, sarif (2.1.0), cyclonedx (1.6) or spdx (2.3). Default: table.")
  private Format format = Format.TABLE;

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH[/VARIANT]",
      defaultValue = "linux/amd64",
      description = "Which image of an index to read. Default: linux/amd64.")
  private String platform = "";

  @Option(
      names = "--db",
      paramLabel = "PATH",
      defaultValue = "",
      description =
          "Advisories of trivy-db: trivy.db, a folder that holds it, or db.tar.gz. Default: what"
              + " breakwater db update fetched.")
  private String database = "";

  @Option(
      names = "--osv",
      paramLabel = "PATH",
      description =
          "Advisories in the OSV format: JSON, YAML, zips, or folders of them; they fill what the"
              + " database lacks. Several times for several.")
  private List<Path> osv = List.of();

  @Option(names = "--offline", description = "Ask no registry: the image has to be local.")
  private boolean offline;

  @Option(
      names = "--insecure",
      paramLabel = "HOST",
      description =
          "A registry, with its port, that may be asked over http or with any certificate. Several"
              + " times for several.")
  private Set<String> insecure = Set.of();

  @Option(
      names = "--scanners",
      paramLabel = "NAME",
      split = ",",
      description =
          "What to look for: Vulnerabilities, Secrets, Configuration; several with commas."
              + " Default: all.")
  private List<String> scanners = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "",
      description =
          "Exit with 1 only for findings at least this bad: Critical, High, Medium or Low. Default:"
              + " for any.")
  private String failOn = "";

  /** How an assessment is printed. */
  enum Format {
    TABLE,
    JSON,
    SARIF,
    CYCLONEDX,
    SPDX
  }

  /** The command on that console. */
  public ImageCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (image.isEmpty() == rootfs.isEmpty()) {
      throw wrong("name one image: a reference, an archive, a layout, or --rootfs DIR");
    }
    Severity threshold = threshold();
    Platform node = platform();
    Set<Part> parts = parts();
    try (ImageReading reading = new ImageReading(parts, insecure, offline)) {
      ImageFacts facts = rootfs.isEmpty() ? reading.image(image, node) : reading.folder(rootfs);
      Assessment assessment = assess(facts, parts);
      print(assessment);
      return failed(assessment, threshold) ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
    } catch (PullException e) {
      console.say("%s: %s: %s".formatted(name(), e.failure(), e.getMessage()));
      return ExitStatus.BAD_INPUT;
    } catch (IOException e) {
      console.say("%s: %s".formatted(name(), e.getMessage()));
      return ExitStatus.BAD_INPUT;
    }
  }

  private Assessment assess(ImageFacts facts, Set<Part> parts) throws IOException {
    if (!parts.contains(Part.PACKAGES)) {
      return new Assessment(facts, List.of(), Optional.empty(), List.of(), Optional.empty());
    }
    try (Advisories advisories = Advisories.of(database, osv)) {
      advisories.unreadable().forEach(console::say);
      return advisories.assess(facts);
    }
  }

  private void print(Assessment assessment) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    PrintStream out = console.out();
    switch (format) {
      case TABLE -> new ImageTable(console, today).print(name(), assessment);
      case JSON -> new ImageJson(name(), assessment, today).print(out);
      case SARIF -> ImageSarif.of(name(), assessment).print(out);
      case CYCLONEDX -> out.writeBytes(CycloneDxWriter.write(assessment, name()));
      case SPDX -> out.writeBytes(SpdxWriter.write(assessment.facts(), name()));
    }
  }

  private String name() {
    return rootfs.isEmpty() ? image : rootfs;
  }

  private static boolean failed(Assessment assessment, Severity threshold) {
    ImageFacts facts = assessment.facts();
    return Stream.of(
            assessment.vulnerabilities().stream().map(Vulnerability::severity),
            facts.secrets().stream().map(secret -> secret.severity()),
            facts.misconfigurations().stream().map(weakness -> weakness.severity()))
        .flatMap(severities -> severities)
        .anyMatch(severity -> severity.compareTo(threshold) <= 0);
  }

  private Severity threshold() {
    return failOn.isEmpty()
        ? Severity.UNKNOWN
        : Severities.parse(failOn)
            .orElseThrow(
                () ->
                    wrong(
                        "--fail-on: \"%s\" is no severity; write Critical, High, Medium or Low"
                            .formatted(failOn)));
  }

  private Platform platform() {
    String[] parts = platform.split("/", -1);
    if (parts.length < 2 || parts.length > 3 || List.of(parts).contains("")) {
      throw wrong(
          "--platform: \"%s\" is no platform; write os/architecture, for example linux/arm64"
              .formatted(platform));
    }
    return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
  }

  private Set<Part> parts() {
    if (scanners.isEmpty()) {
      return EnumSet.allOf(Part.class);
    }
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String scanner : scanners) {
      parts.add(
          switch (scanner.toLowerCase(Locale.ROOT)) {
            case "vulnerabilities" -> Part.PACKAGES;
            case "secrets" -> Part.SECRETS;
            case "configuration" -> Part.CONFIGURATION;
            default ->
                throw wrong(
                    "--scanners: \"%s\" is none; write Vulnerabilities, Secrets or Configuration"
                        .formatted(scanner));
          });
    }
    return parts;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
