package dev.breakwater.scanner.merge;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.scanner.analysis.Systems;
import dev.breakwater.scanner.dpkg.DpkgCopyright;
import dev.breakwater.scanner.layer.FileFacts;
import dev.breakwater.scanner.layer.LayerFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One merge. */
final class LayerMerge {
  private static final Comparator<InstalledPackage> BY_NAME =
      Comparator.comparing(InstalledPackage::type)
          .thenComparing(InstalledPackage::name)
          .thenComparing(InstalledPackage::version)
          .thenComparing(InstalledPackage::path)
          .thenComparing(InstalledPackage::architecture);

  private final List<LayerFacts> layers;
  private final Set<String> systemFiles;
  private final LinkResolver links;
  private final Map<Place, Placed> visible = new LinkedHashMap<>();

  /** Where a file is: its path with all links of its folders followed, for system files only. */
  private record Place(String path, String systemFile) {}

  private record Placed(FileFacts facts, int layer) {}

  private record PackageVersion(PackageType type, String name, String version) {}

  private record PackagePlace(PackageVersion version, String architecture, String path) {}

  LayerMerge(List<LayerFacts> layers, Set<String> systemFiles) {
    this.layers = layers;
    this.systemFiles = systemFiles;
    this.links = new LinkResolver(layers);
  }

  MergedImage merge() {
    for (int i = 0; i < layers.size(); i++) {
      lay(layers.get(i), i);
    }
    Collection<Placed> files = filesInUse();
    return new MergedImage(
        operatingSystem(files),
        buildInfo(),
        packages(files),
        secrets(),
        files.stream()
            .flatMap(file -> file.facts().misconfigurations().stream())
            .distinct()
            .toList(),
        problems(files));
  }

  private void lay(LayerFacts layer, int number) {
    Map<Place, Placed> linked = new HashMap<>();
    layer
        .lowerLinks()
        .forEach(
            (path, target) -> {
              Placed file = visible.get(new Place(target, ""));
              if (file != null) {
                linked.put(new Place(path, ""), new Placed(file.facts().at(path), number));
              }
            });
    visible
        .entrySet()
        .removeIf(
            file ->
                layer.hides(file.getKey().path()) || layer.hides(file.getValue().facts().path()));
    visible.putAll(linked);
    for (FileFacts file : layer.files()) {
      Place place = placeOf(file, number);
      if (!place.path().equals(file.path())) {
        visible.keySet().removeIf(other -> other.path().equals(place.path()));
      }
      visible.put(place, new Placed(file, number));
    }
  }

  private Place placeOf(FileFacts file, int number) {
    String path = file.path();
    if (file.systemFile().isEmpty() && systemFiles.contains(path)) {
      return new Place(links.resolve(path, number).orElse(path), "");
    }
    return new Place(path, file.systemFile());
  }

  /** What stands in for a system file counts only when the links of the image lead there. */
  private Collection<Placed> filesInUse() {
    visible
        .entrySet()
        .removeIf(
            file -> {
              String systemFile = file.getKey().systemFile();
              return !systemFile.isEmpty()
                  && !links
                      .resolve(systemFile, layers.size() - 1)
                      .equals(Optional.of(file.getKey().path()));
            });
    return visible.values();
  }

  private static Optional<OperatingSystem> operatingSystem(Collection<Placed> files) {
    return Systems.choose(
        files.stream()
            .sorted(Comparator.comparingInt(Placed::layer))
            .flatMap(file -> file.facts().systems().stream())
            .toList());
  }

  /** Red Hat writes it into the layer above its base; what others build on that has none. */
  private List<BuildInfo> buildInfo() {
    if (layers.stream().allMatch(layer -> layer.buildInfo().isEmpty())) {
      return List.of();
    }
    List<BuildInfo> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      BuildInfo below = i == 0 ? BuildInfo.NONE : all.get(i - 1);
      BuildInfo borrowed =
          i == 0 && layers.size() > 1 ? layers.get(1).buildInfo().orElse(below) : below;
      all.add(layers.get(i).buildInfo().orElse(borrowed));
    }
    return all;
  }

  private List<InstalledPackage> packages(Collection<Placed> files) {
    Map<PackageVersion, Integer> first = new HashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      for (FileFacts file : layers.get(i).files()) {
        for (InstalledPackage found : file.packages()) {
          first.putIfAbsent(versionOf(found), i);
        }
      }
    }
    Map<String, List<String>> licenses = new HashMap<>();
    files.forEach(file -> licenses.put(file.facts().path(), file.facts().licenses()));
    Map<PackagePlace, InstalledPackage> packages = new LinkedHashMap<>();
    for (Placed file : files) {
      for (InstalledPackage found : file.facts().packages()) {
        PackageVersion version = versionOf(found);
        packages.putIfAbsent(
            new PackagePlace(version, found.architecture(), found.path()),
            in(first.getOrDefault(version, file.layer()), found, licenses(found, licenses)));
      }
    }
    return packages.values().stream().sorted(BY_NAME).toList();
  }

  private static PackageVersion versionOf(InstalledPackage found) {
    return new PackageVersion(found.type(), found.name(), found.version());
  }

  /** Those of a package of dpkg stand in a file of their own; its folder may be a link. */
  private List<String> licenses(InstalledPackage found, Map<String, List<String>> byFile) {
    if (found.type() != PackageType.DEB || !found.licenses().isEmpty()) {
      return found.licenses();
    }
    return links
        .resolve(DpkgCopyright.pathOf(found.name()), layers.size() - 1)
        .map(path -> byFile.getOrDefault(path, List.of()))
        .orElse(List.of());
  }

  private static InstalledPackage in(int layer, InstalledPackage found, List<String> licenses) {
    return new InstalledPackage(
        found.type(),
        found.name(),
        found.version(),
        found.architecture(),
        found.source(),
        found.module(),
        found.origin(),
        licenses,
        found.path(),
        layer);
  }

  /** Whoever can pull the image can read them in the layer, whatever a later layer deletes. */
  private List<Secret> secrets() {
    Map<Secret, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      for (Secret secret : layers.get(i).secrets()) {
        first.putIfAbsent(in(0, secret), i);
      }
    }
    return first.entrySet().stream()
        .map(secret -> in(secret.getValue(), secret.getKey()))
        .sorted(
            Comparator.comparing(Secret::path)
                .thenComparingInt(Secret::line)
                .thenComparing(Secret::rule))
        .toList();
  }

  private static Secret in(int layer, Secret secret) {
    return new Secret(
        secret.rule(),
        secret.title(),
        secret.severity(),
        secret.path(),
        secret.line(),
        secret.excerpt(),
        layer);
  }

  private List<Problem> problems(Collection<Placed> files) {
    Set<Problem> problems = new LinkedHashSet<>();
    layers.forEach(layer -> problems.addAll(layer.problems()));
    files.forEach(file -> problems.addAll(file.facts().problems()));
    return List.copyOf(problems);
  }
}
