package dev.breakwater.cli.scan;

import dev.breakwater.cli.advisories.Advisories;
import dev.breakwater.cli.advisories.AdvisoryOptions;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.image.ImageReading;
import dev.breakwater.cli.registry.PullOptions;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --images}, and those that say how images are read. */
final class ImagesOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--images",
      description =
          "Look into the images, too: pull each once, and report its vulnerabilities, secrets and"
              + " weaknesses with the workloads that use it.")
  private boolean wanted;

  @Mixin private PullOptions pull = new PullOptions();
  @Mixin private AdvisoryOptions advisories = new AdvisoryOptions();

  /**
   * Whether images are to be read.
   *
   * @throws ParameterException when an option says how, and nothing says that they are
   */
  boolean wanted() {
    if (!wanted && (pull.isGiven() || advisories.isGiven())) {
      throw new ParameterException(
          spec.commandLine(),
          "--platform, --offline, --insecure, --base, --java-db, --db and --osv say how images are"
              + " read; add --images");
    }
    pull.platform();
    pull.bases();
    return wanted;
  }

  /**
   * Reads {@code images}, and says on the console what cannot be read.
   *
   * @param problems gets each image that cannot be read
   * @throws IOException when the advisories cannot be read
   */
  ImageScans read(Set<RunningImage> images, Instant now, Console console, List<String> problems)
      throws IOException {
    try (Advisories known = advisories.open(console);
        ImageReading reading =
            new ImageReading(EnumSet.allOf(Part.class), pull, console.progress())) {
      WorkloadImages scans =
          new WorkloadImages(reading, known, pull.platform(), console.progress(), now);
      scans.read(images);
      console.progress().clear();
      Set<String> failures = new TreeSet<>();
      Set<String> partly = new TreeSet<>();
      boolean compared = true;
      for (RunningImage image : images) {
        switch (scans.of("", image).orElseThrow()) {
          case ImageScan.Scanned scanned -> {
            compared &= scanned.assessment().advisories().isPresent();
            int parts = parts(scanned.assessment());
            if (parts > 0) {
              partly.add(
                  "%s: %d %s not read or not assessed; breakwater image says which"
                      .formatted(image.image(), parts, parts == 1 ? "part" : "parts"));
            }
          }
          case ImageScan.Failed failed ->
              failures.add(
                  "%s: %s: %s".formatted(image.image(), failed.reason(), failed.message()));
          case ImageScan.Pending _ -> {}
        }
      }
      if (!compared) {
        console.say(
            "images are not compared with advisories: run breakwater db update, or name them with"
                + " --db or --osv");
      }
      partly.forEach(console::say);
      problems.addAll(failures);
      return scans;
    }
  }

  private static int parts(Assessment assessment) {
    return assessment.problems().size() + assessment.facts().problems().size();
  }
}
