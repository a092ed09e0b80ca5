package dev.breakwater.scanner.lockfile;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.dotnet.DepsJson;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.php.ComposerPackages;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The lock files of a source tree, by their names. They say what would be installed; what is needed
 * for development only is left out where the file, or the manifest next to it, tells.
 */
public final class LockFiles {

  /** The most bytes of a lock file: what is larger is not read. */
  public static final int MAX_SIZE = 64 << 20;

  private static final Map<String, Format> FORMATS = formats();

  private LockFiles() {}

  /** Reads one kind of lock file. */
  @FunctionalInterface
  interface Format {
    /** Reads what production would install, in any order. */
    Collection<Declared> read(byte[] content, Neighbours neighbours) throws IOException;
  }

  private static Map<String, Format> formats() {
    Map<String, Format> formats = new LinkedHashMap<>();
    formats.put("package-lock.json", (content, around) -> NpmLock.read(content));
    formats.put("npm-shrinkwrap.json", (content, around) -> NpmLock.read(content));
    formats.put("yarn.lock", YarnLock::read);
    formats.put("pnpm-lock.yaml", (content, around) -> PnpmLock.read(content));
    formats.put("bun.lock", (content, around) -> BunLock.read(content));
    formats.put("Pipfile.lock", (content, around) -> PythonLocks.readPipfile(content));
    formats.put("poetry.lock", PythonLocks::readPoetry);
    formats.put("uv.lock", (content, around) -> PythonLocks.readUv(content));
    formats.put("pdm.lock", (content, around) -> PythonLocks.readPdm(content));
    formats.put("requirements.txt", (content, around) -> Requirements.read(content));
    formats.put("Gemfile.lock", (content, around) -> LineLocks.readGemfile(content));
    formats.put("go.mod", GoMod::read);
    formats.put("Cargo.lock", CargoLock::read);
    formats.put("pom.xml", Pom::read);
    formats.put("gradle.lockfile", (content, around) -> LineLocks.readGradle(content));
    formats.put("packages.lock.json", (content, around) -> NugetLocks.readLock(content));
    formats.put("packages.config", (content, around) -> NugetLocks.readConfig(content));
    formats.put("conan.lock", (content, around) -> TreeLocks.readConan(content));
    formats.put("mix.lock", (content, around) -> LineLocks.readMix(content));
    formats.put("Package.resolved", (content, around) -> TreeLocks.readSwift(content));
    formats.put("Podfile.lock", (content, around) -> TreeLocks.readPodfile(content));
    formats.put("pubspec.lock", (content, around) -> TreeLocks.readPubspec(content));
    formats.put("Manifest.toml", (content, around) -> TreeLocks.readJulia(content));
    return Map.copyOf(formats);
  }

  /** The names of all files that are understood, for people. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(FORMATS.keySet());
    names.add("composer.lock");
    names.add("*.deps.json");
    return names;
  }

  /** Whether this is a lock file that {@link #read} understands. */
  public static boolean recognises(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return FORMATS.containsKey(name) || name.equals("composer.lock") || DepsJson.recognises(name);
  }

  /**
   * Reads what production would install, each package once.
   *
   * @param content of the lock file
   * @param path of the lock file in the tree, without a leading slash
   * @param tree where its neighbours are looked up
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}, or that of
   *     the tree
   */
  public static List<InstalledPackage> read(byte[] content, String path, SourceTree tree)
      throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.equals("composer.lock")) {
      return ComposerPackages.readLock(content, path);
    }
    if (DepsJson.recognises(name)) {
      return DepsJson.read(content, path);
    }
    Format format = FORMATS.getOrDefault(name, (bytes, around) -> List.of());
    return new LinkedHashSet<>(format.read(content, Neighbours.of(path, tree)))
        .stream().map(declared -> declared.at(path)).toList();
  }
}
