package dev.breakwater.cli.image;

import dev.breakwater.cli.advisories.Advisories;
import dev.breakwater.cli.advisories.AdvisoryOptions;
import dev.breakwater.cli.advisories.VexOption;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.manifests.ManifestFiles;
import dev.breakwater.cli.policies.Policies;
import dev.breakwater.cli.registry.PullOptions;
import dev.breakwater.cli.result.FailOn;
import dev.breakwater.cli.result.Format;
import dev.breakwater.cli.result.PolicyVerdict;
import dev.breakwater.cli.result.Result;
import dev.breakwater.cli.result.Unreadable;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.sbom.ImageNames;
import dev.breakwater.scanner.sbom.Vex;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

/** {@code breakwater image}: reads an image, and compares it with advisories. */
@Command(
    name = "image",
    description = {
      "Says what an image contains and what is wrong with it: packages with known vulnerabilities,"
          + " secrets, weaknesses in how it is built.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 nothing found, 1 something found, 2 arguments are wrong or the image cannot"
          + " be read.",
      "",
      "  breakwater image registry.example.com/shop/cart:1.4",
      "  breakwater image cart.tar --db trivy.db --offline -o json",
      "  breakwater image cart.tar --policies policies/ --as registry.example.com/shop/cart:1.4",
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
      names = "--policies",
      paramLabel = "DIR",
      defaultValue = "",
      description =
          "Judge the image by the ImagePolicies in this folder, whatever namespaces they select.")
  private String policies = "";

  @Option(
      names = "--as",
      paramLabel = "REFERENCE",
      defaultValue = "",
      description =
          "The reference that pods will have: what --policies select images by. Needed for an"
              + " archive, a layout or a folder.")
  private String reference = "";

  @Mixin private PullOptions pull = new PullOptions();
  @Mixin private AdvisoryOptions advisories = new AdvisoryOptions();
  @Mixin private VexOption vex = new VexOption();
  @Mixin private FailOn failOn = new FailOn();

  @Option(
      names = "--scanners",
      paramLabel = "NAME",
      split = ",",
      description =
          "What to look for: Vulnerabilities, Secrets, Configuration; several with commas."
              + " Default: all.")
  private List<String> scanners = List.of();

  /** The command on that console. */
  public ImageCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (image.isEmpty() == rootfs.isEmpty()) {
      throw wrong("name one image: a reference, an archive, a layout, or --rootfs DIR");
    }
    failOn.threshold();
    Set<Part> parts = parts();
    Optional<Policies> rules = policies();
    try (Advisories known = advisories.open(console);
        ImageReading reading = new ImageReading(parts, pull, console.progress())) {
      List<Vex> statements = vex.read();
      ImageFacts facts = rootfs.isEmpty() ? reading.image(image) : reading.folder(rootfs);
      Result found = Result.of(name(), Result.Sort.IMAGE, parts, facts);
      Result result =
          parts.contains(Part.PACKAGES)
              ? known.judge(found, ImageNames.of(name(), facts), statements)
              : found;
      return tell(rules.map(read -> judge(result, read)).orElse(result), rules);
    } catch (IOException e) {
      return Unreadable.say(console, name(), e);
    }
  }

  private int tell(Result result, Optional<Policies> rules) {
    format.print(result, console);
    List<String> problems = rules.map(Policies::problems).orElse(List.of());
    problems.forEach(console::tell);
    return problems.isEmpty() ? failOn.status(result) : ExitStatus.BAD_INPUT;
  }

  /** The policies that the user named. */
  private Optional<Policies> policies() {
    if (policies.isEmpty()) {
      if (!reference.isEmpty()) {
        throw wrong("--as names the image for policies; add --policies");
      }
      return Optional.empty();
    }
    if (reference.isEmpty() && (!rootfs.isEmpty() || ImageReading.exists(image))) {
      throw wrong(
          "--policies: policies select images by their reference, and a file has none; say with"
              + " --as which one pods will have");
    }
    if (ImageReference.parse(named()) instanceof Parsed.Invalid<ImageReference>(String reason)) {
      throw wrong("%s: %s".formatted(reference.isEmpty() ? "IMAGE" : "--as", reason));
    }
    ManifestFiles.Content content = ManifestFiles.read(List.of(policies), console.in());
    Policies read = Policies.among(content.objects());
    List<String> problems = new ArrayList<>(content.problems());
    problems.addAll(read.problems());
    return Optional.of(new Policies(read.all(), problems));
  }

  private Result judge(Result result, Policies rules) {
    List<PolicyVerdict> verdicts =
        ImageRules.judge(rules, named(), result.assessment(), Instant.now());
    if (verdicts.isEmpty()) {
      console.say("no ImagePolicy in %s judges %s".formatted(policies, named()));
    }
    return result.judged(verdicts);
  }

  private String named() {
    return reference.isEmpty() ? image : reference;
  }

  private String name() {
    return rootfs.isEmpty() ? image : rootfs;
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
