package dev.breakwater.scanner.analysis;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * What analyzers find in one file. A parser does not know the layer: it writes 0 there, and the
 * right one is put in when layers are merged.
 *
 * <p>Each kind is bounded by {@link #MOST}; what is more is dropped and becomes one problem.
 */
public final class Findings {
  /** The most findings of one kind in one file: packages, paths, secrets. */
  public static final int MOST = 500_000;

  /**
   * A file that says which system this is.
   *
   * @param system what it says
   * @param precedence of several files in an image the one with the highest wins; one below 0 only
   *     adds a {@code stream} to the winner: {@link Systems#choose} decides
   */
  public record SystemCandidate(OperatingSystem system, int precedence) {}

  /**
   * Files of a package of the system: packages of languages inside them are not counted again. That
   * does not hold when the databases of the same layer name {@code owner} as third-party only.
   *
   * @param owner the name of the package
   * @param paths normalised, without a leading slash
   */
  public record Owned(String owner, List<String> paths) {}

  private final String path;
  private final List<InstalledPackage> packages = new ArrayList<>();
  private final List<Owned> owned = new ArrayList<>();
  private final List<String> licenses = new ArrayList<>();
  private final List<SystemCandidate> systems = new ArrayList<>();
  private final List<BuildInfo> buildInfo = new ArrayList<>();
  private final List<Secret> secrets = new ArrayList<>();
  private final List<Misconfiguration> misconfigurations = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int ownedPaths;
  private boolean full;

  /** Nothing found yet in the file at {@code path}. */
  public Findings(String path) {
    this.path = path;
  }

  /** A package; several of the same file together replace those that an earlier layer's had. */
  public void add(InstalledPackage found) {
    addTo(packages, found);
  }

  /** Files that the package {@code owner} of the system owns: see {@link Owned}. */
  public void addOwned(String owner, Collection<String> paths) {
    if (paths.size() > MOST - ownedPaths) {
      overflow();
      return;
    }
    ownedPaths += paths.size();
    owned.add(new Owned(owner, List.copyOf(paths)));
  }

  /** A licence that this file declares for a package that another file names. */
  public void addLicense(String license) {
    addTo(licenses, license);
  }

  /** The system, as this file sees it: see {@link SystemCandidate}. */
  public void add(OperatingSystem system, int precedence) {
    addTo(systems, new SystemCandidate(system, precedence));
  }

  /** How Red Hat built this layer. */
  public void add(BuildInfo info) {
    addTo(buildInfo, info);
  }

  /** A secret; it survives the deletion of its file. */
  public void add(Secret secret) {
    addTo(secrets, secret);
  }

  /** A weakness. */
  public void add(Misconfiguration misconfiguration) {
    addTo(misconfigurations, misconfiguration);
  }

  /** Something that could not be read, or that lies. */
  public void add(Problem problem) {
    addTo(problems, problem);
  }

  /** The packages found. */
  public List<InstalledPackage> packages() {
    return Collections.unmodifiableList(packages);
  }

  /** The files that packages of the system own. */
  public List<Owned> owned() {
    return Collections.unmodifiableList(owned);
  }

  /** The licences that the file declares for a package of another file, in their order. */
  public List<String> licenses() {
    return Collections.unmodifiableList(licenses);
  }

  /** What the file says about the system. */
  public List<SystemCandidate> systems() {
    return Collections.unmodifiableList(systems);
  }

  /** How Red Hat built the layer. */
  public List<BuildInfo> buildInfo() {
    return Collections.unmodifiableList(buildInfo);
  }

  /** The secrets found. */
  public List<Secret> secrets() {
    return Collections.unmodifiableList(secrets);
  }

  /** The weaknesses found. */
  public List<Misconfiguration> misconfigurations() {
    return Collections.unmodifiableList(misconfigurations);
  }

  /** What could not be read. */
  public List<Problem> problems() {
    return Collections.unmodifiableList(problems);
  }

  private <T> void addTo(List<T> list, T found) {
    if (list.size() < MOST) {
      list.add(found);
    } else {
      overflow();
    }
  }

  private void overflow() {
    if (!full) {
      full = true;
      problems.add(
          new Problem(
              Problem.Kind.LIMIT, path, "more than %,d findings in one file".formatted(MOST)));
    }
  }
}
