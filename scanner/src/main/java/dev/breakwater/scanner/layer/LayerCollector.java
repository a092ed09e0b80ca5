package dev.breakwater.scanner.layer;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.limit.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what the files of one layer say while they pass, and puts it together at the end. */
final class LayerCollector {
  private static final Set<PackageType> SYSTEM =
      EnumSet.of(PackageType.DEB, PackageType.RPM, PackageType.APK);
  private static final Comparator<FileFacts> BY_PATH =
      Comparator.comparing(FileFacts::path).thenComparing(FileFacts::systemFile);

  private final Limits limits;
  private final PathIndex index = new PathIndex();
  private final Map<String, Recorded> recorded = new LinkedHashMap<>();
  private final Map<String, List<Long>> owned = new HashMap<>();
  private final Map<String, HardLink> hardLinks = new LinkedHashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private final Set<String> opaque = new HashSet<>();
  private final Set<String> whiteouts = new HashSet<>();
  private final List<Secret> secrets = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Optional<BuildInfo> buildInfo = Optional.empty();
  private boolean incomplete;

  private record Recorded(int number, FileFacts facts) {}

  private record HardLink(int number, String path, String target) {}

  LayerCollector(Limits limits) {
    this.limits = limits;
  }

  PathIndex index() {
    return index;
  }

  /** What was found in the file at {@code path}, the entry {@code number} of the archive. */
  void add(int number, String path, String systemFile, Findings findings) {
    secrets.addAll(findings.secrets());
    if (systemFile.isEmpty()) {
      findings.buildInfo().forEach(info -> buildInfo = Optional.of(info));
      for (Findings.Owned files : findings.owned()) {
        List<Long> hashes = owned.computeIfAbsent(files.owner(), owner -> new ArrayList<>());
        files.paths().forEach(owns -> hashes.add(PathHash.of(owns)));
      }
    }
    FileFacts facts =
        new FileFacts(
            path,
            systemFile,
            findings.packages(),
            findings.licenses(),
            findings.systems(),
            findings.misconfigurations(),
            findings.problems());
    if (!facts.isEmpty()) {
      recorded.put(path + '\0' + systemFile, new Recorded(number, facts));
    }
  }

  void addHardLink(int number, String path, String target) {
    HardLink before = hardLinks.get(target);
    hardLinks.put(path, new HardLink(number, path, before == null ? target : before.target()));
  }

  void addLink(int number, String path, String target) {
    index.addOther(path, number);
    if (links.size() < limits.links()) {
      links.put(path, target);
    } else {
      cut("more than %,d symbolic links".formatted(limits.links()));
    }
  }

  void addWhiteout(String path) {
    whiteouts.add(path);
  }

  void addOpaque(String folder) {
    opaque.add(folder);
  }

  void add(Problem problem) {
    if (problems.size() < Findings.MOST && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** A limit of the whole layer was hit. */
  void cut(String message) {
    incomplete = true;
    add(new Problem(Problem.Kind.LIMIT, "", message));
  }

  LayerFacts finish() {
    Map<String, String> lowerLinks = new HashMap<>();
    List<FileFacts> files = new ArrayList<>();
    for (Recorded file : recorded.values()) {
      if (index.isLast(file.facts().path(), file.number())) {
        files.add(file.facts());
      }
    }
    for (HardLink link : hardLinks.values()) {
      if (!index.isLast(link.path(), link.number())) {
        continue;
      }
      if (index.size(link.target()) < 0) {
        lowerLinks.put(link.path(), link.target());
      }
      Recorded target = recorded.get(link.target() + '\0');
      if (target != null && !recorded.containsKey(link.path() + '\0')) {
        files.add(target.facts().at(link.path()));
      }
    }
    links.keySet().removeIf(path -> index.size(path) != PathIndex.NO_FILE);
    Set<Long> hidden = ownedByTheDistribution();
    List<FileFacts> kept =
        files.stream()
            .map(file -> isOwned(file, hidden) ? withoutLanguages(file) : file)
            .filter(file -> !file.isEmpty())
            .sorted(BY_PATH)
            .toList();
    return new LayerFacts(
        kept,
        index.toSet(),
        opaque,
        whiteouts,
        links,
        lowerLinks,
        buildInfo,
        secrets.stream().distinct().toList(),
        problems,
        incomplete || kept.stream().anyMatch(LayerCollector::isCut));
  }

  /** Third-party packages do not hide what is inside their files: nothing else speaks about it. */
  private Set<Long> ownedByTheDistribution() {
    Set<String> thirdParty = new HashSet<>();
    Set<String> distribution = new HashSet<>();
    for (Recorded file : recorded.values()) {
      for (InstalledPackage found : file.facts().packages()) {
        boolean own = found.origin() == Origin.DISTRIBUTION;
        if (SYSTEM.contains(found.type())) {
          (own ? distribution : thirdParty).add(found.name());
        }
      }
    }
    thirdParty.removeAll(distribution);
    Set<Long> hidden = new HashSet<>();
    owned.forEach(
        (owner, hashes) -> {
          if (!thirdParty.contains(owner)) {
            hidden.addAll(hashes);
          }
        });
    return hidden;
  }

  /** Databases may still name what a merged {@code /usr} has moved: {@code lib/x} for usr/lib/x. */
  private static boolean isOwned(FileFacts file, Set<Long> hidden) {
    String path = file.path();
    boolean merged =
        path.startsWith("usr/lib") || path.startsWith("usr/bin/") || path.startsWith("usr/sbin/");
    return hidden.contains(PathHash.of(path))
        || (merged && hidden.contains(PathHash.of(path.substring("usr/".length()))));
  }

  private static FileFacts withoutLanguages(FileFacts file) {
    boolean system = file.packages().stream().anyMatch(found -> SYSTEM.contains(found.type()));
    return system ? file : file.withoutPackages();
  }

  private static boolean isCut(FileFacts file) {
    return file.problems().stream().anyMatch(problem -> problem.kind() == Problem.Kind.LIMIT);
  }
}
