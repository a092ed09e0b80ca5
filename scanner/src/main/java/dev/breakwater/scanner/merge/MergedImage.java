package dev.breakwater.scanner.merge;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.scanner.layer.LayerFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the layers of an image say together.
 *
 * @param operatingSystem its distribution, when a file says so
 * @param buildInfo for each layer, borrowed ones put in; empty when no layer has any
 * @param packages sorted, without duplicates, each with the first layer that had it
 * @param secrets of all layers, deleted ones too
 * @param misconfigurations of the files that can be seen
 * @param problems of the layers and of the files that can be seen
 */
public record MergedImage(
    Optional<OperatingSystem> operatingSystem,
    List<BuildInfo> buildInfo,
    List<InstalledPackage> packages,
    List<Secret> secrets,
    List<Misconfiguration> misconfigurations,
    List<Problem> problems) {

  /** Copies the lists. */
  public MergedImage {
    buildInfo = List.copyOf(buildInfo);
    packages = List.copyOf(packages);
    secrets = List.copyOf(secrets);
    misconfigurations = List.copyOf(misconfigurations);
    problems = List.copyOf(problems);
  }

  /**
   * Lays {@code layers} on each other, the lowest first: a layer's markers and files hide what is
   * below, wherever the markers stand in its archive.
   *
   * @param systemFiles the paths that are looked up through symbolic links, see {@code
   *     Analyzer#systemFiles}
   */
  public static MergedImage of(List<LayerFacts> layers, Set<String> systemFiles) {
    return new LayerMerge(layers, systemFiles).merge();
  }
}
