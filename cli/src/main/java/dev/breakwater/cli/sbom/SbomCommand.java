package dev.breakwater.cli.sbom;

import dev.breakwater.cli.advisories.Advisories;
import dev.breakwater.cli.advisories.AdvisoryOptions;
import dev.breakwater.cli.advisories.VexOption;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.fs.SourceFolder;
import dev.breakwater.cli.image.ImageReading;
import dev.breakwater.cli.registry.PullOptions;
import dev.breakwater.cli.result.FailOn;
import dev.breakwater.cli.result.Format;
import dev.breakwater.cli.result.Result;
import dev.breakwater.cli.result.Unreadable;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.sbom.Sbom;
import dev.breakwater.scanner.sbom.Vex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater sbom}: from an image to its list of packages, and from a list to a verdict. */
@Command(
    name = "sbom",
    description = {
      "Lists the packages of an image or of a source tree as CycloneDX or SPDX; given such a"
          + " document, says which of its packages have known vulnerabilities.",
      ""
    },
    footer = {
      "",
      "A document is read in JSON: CycloneDX 1.2 to 1.6, SPDX 2.2 and 2.3, also inside of an"
          + " in-toto statement. --db, --osv, --vex and --fail-on are for documents; --platform,"
          + " --offline and --insecure for images.",
      "",
      "Exit status: 0 written, or nothing found; 1 the document has vulnerable packages; 2"
          + " arguments are wrong or it cannot be read.",
      "",
      "  breakwater sbom registry.example.com/shop/cart:1.4 >cart.cdx.json",
      "  breakwater sbom . -o spdx",
      "  breakwater sbom cart.cdx.json --vex cart.openvex.json --fail-on High"
    })
public final class SbomCommand implements Callable<Integer> {
  private static final Set<Part> PACKAGES = EnumSet.of(Part.PACKAGES);

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SOURCE",
      arity = "0..1",
      defaultValue = "",
      description =
          "What is there decides: a CycloneDX or SPDX document; an archive or OCI layout of an"
              + " image; any other folder as a source tree with lock files; else a reference to a"
              + " registry.")
  private String source = "";

  @Option(
      names = "--rootfs",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Read this folder as the root of an unpacked image.")
  private String rootfs = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "cyclonedx (1.6) or spdx (2.3); for a document also table, json or sarif (2.1.0)."
              + " Default: cyclonedx, for a document table.")
  private Optional<Format> format = Optional.empty();

  @Mixin private PullOptions pull = new PullOptions();
  @Mixin private AdvisoryOptions advisories = new AdvisoryOptions();
  @Mixin private VexOption vex = new VexOption();
  @Mixin private FailOn failOn = new FailOn();

  /** The command on that console. */
  public SbomCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (source.isEmpty() == rootfs.isEmpty()) {
      throw wrong("name one source: a document, an image, a folder, or --rootfs DIR");
    }
    failOn.threshold();
    try {
      if (!rootfs.isEmpty()) {
        return write(rootfs, Result.Sort.IMAGE, image());
      }
      return switch (Subject.of(source)) {
        case DOCUMENT -> judge(Path.of(source));
        case SOURCE_TREE -> write(source, Result.Sort.FOLDER, SourceFolder.read(Path.of(source)));
        case IMAGE -> write(source, Result.Sort.IMAGE, image());
      };
    } catch (IOException e) {
      return Unreadable.say(console, rootfs.isEmpty() ? source : rootfs, e);
    }
  }

  private ImageFacts image() throws IOException {
    refuseQuestions();
    try (ImageReading reading = new ImageReading(PACKAGES, pull, console.progress())) {
      return rootfs.isEmpty() ? reading.image(source) : reading.folder(rootfs);
    }
  }

  private int write(String name, Result.Sort sort, ImageFacts facts) {
    refuseQuestions();
    format.orElse(Format.CYCLONEDX).print(Result.of(name, sort, PACKAGES, facts), console);
    return ExitStatus.CLEAN;
  }

  /** Vulnerabilities are another command's answer: not to say so would look like none. */
  private void refuseQuestions() {
    if (advisories.isGiven() || vex.isGiven() || failOn.isGiven()) {
      throw wrong(
          "--db, --osv, --vex and --fail-on are for documents; for an image or a folder use"
              + " breakwater image or breakwater fs");
    }
    if (!pull.bases().isEmpty()) {
      throw wrong("--base: lists of packages do not tell of bases; use breakwater image");
    }
    switch (format.orElse(Format.CYCLONEDX)) {
      case CYCLONEDX, SPDX -> {}
      case TABLE, JSON, SARIF ->
          throw wrong(
              "-o: of an image or a folder, sbom writes cyclonedx or spdx; for more use breakwater"
                  + " image or breakwater fs");
    }
  }

  private int judge(Path document) throws IOException {
    try (Advisories known = advisories.open(console)) {
      List<Vex> statements = vex.read();
      Sbom read = Sbom.read(Files.readAllBytes(document));
      ImageFacts facts =
          ImageFacts.withoutImage(
              read.operatingSystem(), read.packages(), List.of(), read.problems());
      Result result =
          known.judge(
              Result.of(source, Result.Sort.FILE, PACKAGES, facts), read.subject(), statements);
      format.orElse(Format.TABLE).print(result, console);
      return failOn.status(result);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
