package dev.breakwater.scanner.layer;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import java.util.List;

/**
 * What was found in one file and goes with it when it is deleted or replaced.
 *
 * @param path of the file in its layer
 * @param systemFile the path that it stands for if a symbolic link of the image leads from there to
 *     here, see {@code Analyzer#systemFiles}; empty when it counts under its own path
 * @param packages found in it
 * @param licenses that it declares for a package of another file, in their order
 * @param systems what it says about the system
 * @param misconfigurations found in it
 * @param problems met while it was read
 */
public record FileFacts(
    String path,
    String systemFile,
    List<InstalledPackage> packages,
    List<String> licenses,
    List<SystemCandidate> systems,
    List<Misconfiguration> misconfigurations,
    List<Problem> problems) {

  /** Copies the lists. */
  public FileFacts {
    packages = List.copyOf(packages);
    licenses = List.copyOf(licenses);
    systems = List.copyOf(systems);
    misconfigurations = List.copyOf(misconfigurations);
    problems = List.copyOf(problems);
  }

  boolean isEmpty() {
    return packages.isEmpty()
        && licenses.isEmpty()
        && systems.isEmpty()
        && misconfigurations.isEmpty()
        && problems.isEmpty();
  }

  FileFacts withoutPackages() {
    return new FileFacts(
        path, systemFile, List.of(), licenses, systems, misconfigurations, problems);
  }

  /** The same file under another name, inside archives too. */
  public FileFacts at(String other) {
    return new FileFacts(
        other,
        systemFile,
        packages.stream().map(found -> at(other, found)).toList(),
        licenses,
        systems,
        misconfigurations.stream()
            .map(m -> new Misconfiguration(m.check(), m.title(), m.severity(), m.message(), other))
            .toList(),
        problems.stream()
            .map(p -> new Problem(p.kind(), moved(p.path(), other), p.message()))
            .toList());
  }

  private InstalledPackage at(String other, InstalledPackage found) {
    return new InstalledPackage(
        found.type(),
        found.name(),
        found.version(),
        found.architecture(),
        found.source(),
        found.module(),
        found.origin(),
        found.licenses(),
        moved(found.path(), other),
        found.layer());
  }

  private String moved(String inside, String other) {
    return inside.startsWith(path) ? other + inside.substring(path.length()) : inside;
  }
}
