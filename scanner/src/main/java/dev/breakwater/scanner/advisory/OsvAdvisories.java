package dev.breakwater.scanner.advisory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OSV records in memory, by ecosystem and package. It never changes: a new feed is a new object.
 */
public final class OsvAdvisories {
  private final Map<String, Map<String, List<OsvAffected>>> byEcosystem;
  private final Instant updatedAt;
  private final int records;
  private final List<String> unreadable;

  OsvAdvisories(
      Map<String, Map<String, List<OsvAffected>>> byEcosystem,
      Instant updatedAt,
      int records,
      List<String> unreadable) {
    this.byEcosystem = byEcosystem;
    this.updatedAt = updatedAt;
    this.records = records;
    this.unreadable = List.copyOf(unreadable);
  }

  /**
   * Reads records in JSON or YAML: single files, folders of them at any depth, and zip archives as
   * osv.dev publishes them. Other files in folders and archives are passed over.
   *
   * @throws IOException when a path cannot be read, or holds no record at all
   */
  public static OsvAdvisories read(List<Path> paths) throws IOException {
    OsvReader reader = new OsvReader();
    for (Path path : paths) {
      reader.read(path);
    }
    return reader.advisories();
  }

  /** The ecosystems that it speaks about, such as {@code Debian:12} or {@code PyPI}. */
  public Set<String> ecosystems() {
    return byEcosystem.keySet();
  }

  /**
   * What it says about a package.
   *
   * @param name as the {@link Spelling} of the ecosystem writes it
   */
  public List<OsvAffected> of(String ecosystem, String name) {
    return byEcosystem.getOrDefault(ecosystem, Map.of()).getOrDefault(name, List.of());
  }

  /** When the newest record was changed; when none says so, the epoch. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /** How many records there are. */
  public int size() {
    return records;
  }

  /** Files with the name of a record that could not be read, the first few of them. */
  public List<String> unreadable() {
    return unreadable;
  }
}
