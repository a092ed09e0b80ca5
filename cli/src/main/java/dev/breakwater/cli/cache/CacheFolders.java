package dev.breakwater.cli.cache;

import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.ExploitationFolder;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.java.TrivyJavaIndex;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the command keeps what it can fetch or find again (<a
 * href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory
 * Specification</a>).
 *
 * @param root the folder of this program
 */
public record CacheFolders(Path root) {

  /** Those of the user that the environment describes. */
  public static CacheFolders of(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        Path.of(cache).isAbsolute()
            ? Path.of(cache)
            : Path.of(environment.getOrDefault("HOME", "."), ".cache");
    return new CacheFolders(base.resolve("breakwater"));
  }

  /** Facts about images and layers. */
  public Path facts() {
    return root.resolve("facts");
  }

  /** The advisory database. */
  public DatabaseFolder<AdvisoryDatabase> database() {
    return new DatabaseFolder<>(AdvisoryDatabase.FORM, root.resolve("trivy-db"));
  }

  /** The index of Java archives. */
  public DatabaseFolder<TrivyJavaIndex> javaIndex() {
    return new DatabaseFolder<>(TrivyJavaIndex.FORM, root.resolve("trivy-java-db"));
  }

  /** The feeds about exploitation. */
  public ExploitationFolder exploitation() {
    return new ExploitationFolder(root.resolve("exploitation"));
  }
}
