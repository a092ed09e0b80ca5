package dev.breakwater.scanner.sbom;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.purl.PackagePurl;
import dev.breakwater.scanner.purl.Purl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects packages by their package URLs, and what that does not understand. */
final class PackageCollector {

  private static final int MOST_PROBLEMS = 100;

  private final Set<InstalledPackage> packages = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> subject = new LinkedHashSet<>();
  private Optional<OperatingSystem> declared = Optional.empty();
  private Optional<OperatingSystem> shown = Optional.empty();

  /** What the document describes has these names; empty ones say nothing. */
  void describes(String... names) {
    for (String name : names) {
      if (!name.isEmpty()) {
        subject.add(name);
      }
    }
  }

  /** The document names the system itself: that counts more than what package URLs show. */
  void declare(OperatingSystem system) {
    if (declared.isEmpty()) {
      declared = Optional.of(system);
    }
  }

  /**
   * A package.
   *
   * @param entry names it in problems
   * @param spelled the name as the ecosystem spells it, which the package URL may not keep; empty
   *     when that is not known
   * @param source what it was built from, where the package URL does not say
   * @param path where it is
   */
  void add(
      String entry,
      String text,
      String spelled,
      Optional<Source> source,
      List<String> licenses,
      String path) {
    try {
      Purl purl = Purl.parse(text);
      Optional<InstalledPackage> read = PackagePurl.read(purl, path);
      if (read.isPresent()) {
        packages.add(completed(read.get(), spelled, source, licenses));
        shown = shown.or(() -> PackagePurl.system(purl));
      }
    } catch (MalformedException e) {
      problem(Problem.Kind.MALFORMED, entry + ": " + e.getMessage());
    } catch (LimitExceededException e) {
      problem(Problem.Kind.LIMIT, entry + ": " + e.getMessage());
    }
  }

  private static InstalledPackage completed(
      InstalledPackage read, String spelled, Optional<Source> source, List<String> licenses) {
    boolean same = simplified(spelled).equals(simplified(read.name()));
    return new InstalledPackage(
        read.type(),
        same && read.type() != PackageType.MAVEN ? spelled : read.name(),
        read.version(),
        read.architecture(),
        source.or(read::source),
        read.module(),
        read.origin(),
        licenses,
        read.path(),
        read.layer());
  }

  private static String simplified(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private void problem(Problem.Kind kind, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(kind, "", message));
    }
  }

  Sbom sbom() {
    return new Sbom(subject, declared.or(() -> shown), List.copyOf(packages), problems);
  }
}
