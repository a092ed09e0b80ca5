package dev.breakwater.scanner.advisory;

import dev.breakwater.scanner.bbolt.BoltFile;
import dev.breakwater.scanner.bbolt.Bucket;
import dev.breakwater.scanner.bbolt.Cursor;
import dev.breakwater.scanner.database.Database;
import dev.breakwater.scanner.database.DatabaseForm;
import dev.breakwater.scanner.database.DatabaseGoneException;
import dev.breakwater.scanner.database.DatabaseMetadata;
import dev.breakwater.scanner.database.MappedFile;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A trivy-db of schema 2, mapped into memory: look-ups read it in place, and only the JSON of what
 * is found comes to the heap. It may be used by many threads.
 *
 * <p>The tree is {@code vulnerability}/id, {@code data-source}/bucket and platform/package/id,
 * where the platform of a language is {@code <ecosystem>::<feed>} (<a
 * href="https://github.com/aquasecurity/trivy-db">trivy-db</a>, {@code pkg/db}).
 *
 * <p>Every look-up throws {@link DatabaseGoneException} when the file vanished under it or the
 * database was closed, and {@link MalformedException} when it is damaged.
 */
public final class AdvisoryDatabase implements Database {
  /** No advisory is larger: the largest of 2026 has about 300 KB. */
  private static final long LARGEST_VALUE = 16L << 20;

  private static final String SEPARATOR = "::";

  /** How trivy-db is published. The largest is about eight times that of 2026. */
  public static final DatabaseForm<AdvisoryDatabase> FORM =
      new DatabaseForm<>(
          "advisory database",
          "trivy.db",
          2,
          "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip",
          List.of("mirror.gcr.io/aquasec/trivy-db:2", "ghcr.io/aquasecurity/trivy-db:2"),
          1L << 30,
          4L << 30,
          AdvisoryDatabase::new);

  private final MappedFile file;
  private final DatabaseMetadata metadata;
  private final Bucket root;
  private final Set<String> platforms = new TreeSet<>();
  private final Map<String, DataSource> sources = new HashMap<>();

  private AdvisoryDatabase(MappedFile file, DatabaseMetadata metadata) throws IOException {
    this.file = file;
    this.metadata = metadata;
    this.root = BoltFile.of(file.bytes()).root();
    readPlatforms();
  }

  /**
   * Opens the file itself, a folder with {@code trivy.db} and {@code metadata.json} (or a folder
   * {@code db} with them), or a {@code db.tar.gz}, which is unpacked to a temporary file.
   *
   * @throws MalformedException when it is no such database, or of another schema
   * @throws IOException when it cannot be read
   */
  public static AdvisoryDatabase open(Path path) throws IOException {
    return FORM.open(path);
  }

  private void readPlatforms() throws IOException {
    for (Cursor bucket = root.entries(); bucket.isValid(); bucket.next()) {
      if (bucket.isBucket()) {
        platforms.add(bucket.name());
      }
    }
    Optional<Bucket> all = root.bucket("data-source");
    if (all.isPresent()) {
      for (Cursor source = all.get().entries(); source.isValid(); source.next()) {
        sources.put(source.name(), Records.source(source.name(), bytes(source.value())));
      }
    }
  }

  @Override
  public DatabaseMetadata metadata() {
    return metadata;
  }

  /** The names of the feeds, sorted. */
  public List<String> feeds() {
    return sources.values().stream().map(DataSource::name).distinct().sorted().toList();
  }

  /** Whether there are advisories for a platform, such as {@code debian 12}. */
  public boolean hasPlatform(String platform) {
    return platforms.contains(platform);
  }

  /** Whether any feed speaks about an ecosystem, such as {@code npm}. */
  public boolean hasEcosystem(String ecosystem) {
    return !feedsOf(ecosystem).isEmpty();
  }

  /** What the advisories of a platform say about a package, by id. */
  public List<Advisory> ofPlatform(String platform, String packageName) throws IOException {
    return file.reading(() -> found(platform, packageName));
  }

  /** What all feeds of an ecosystem say about a package, by feed and id. */
  public List<Advisory> ofEcosystem(String ecosystem, String packageName) throws IOException {
    return file.reading(
        () -> {
          List<Advisory> advisories = new ArrayList<>();
          for (String platform : feedsOf(ecosystem)) {
            advisories.addAll(found(platform, packageName));
          }
          return advisories;
        });
  }

  private List<String> feedsOf(String ecosystem) {
    return platforms.stream()
        .filter(platform -> platform.startsWith(ecosystem + SEPARATOR))
        .toList();
  }

  /** The products, as indexes of CPEs, that Red Hat's repositories and a built image belong to. */
  public Set<Integer> products(Collection<String> repositories, String nvr) throws IOException {
    return file.reading(
        () -> {
          Set<Integer> products = new TreeSet<>();
          Optional<Bucket> cpes = root.bucket("Red Hat CPE");
          if (cpes.isPresent()) {
            Optional<Bucket> byRepository = cpes.get().bucket("repository");
            for (String repository : byRepository.isPresent() ? repositories : List.<String>of()) {
              products.addAll(numbers(byRepository.get(), repository));
            }
            Optional<Bucket> byNvr = cpes.get().bucket("nvr");
            if (byNvr.isPresent()) {
              products.addAll(numbers(byNvr.get(), nvr));
            }
          }
          return products;
        });
  }

  private static List<Integer> numbers(Bucket bucket, String key) throws IOException {
    Optional<MemorySegment> value = bucket.value(key);
    return value.isPresent() ? Json.numbers(bytes(value.get()), key) : List.of();
  }

  /** What is known about a vulnerability; empty when it was rejected. */
  public Optional<VulnerabilityDetail> detail(String id) throws IOException {
    return file.reading(
        () -> {
          Optional<Bucket> all = root.bucket("vulnerability");
          Optional<MemorySegment> value = all.isPresent() ? all.get().value(id) : Optional.empty();
          return value.isPresent()
              ? Optional.of(Records.detail(id, bytes(value.get())))
              : Optional.empty();
        });
  }

  private List<Advisory> found(String platform, String packageName) throws IOException {
    List<Advisory> advisories = new ArrayList<>();
    Optional<Bucket> packages = root.bucket(platform);
    Optional<Bucket> ids =
        packages.isPresent() ? packages.get().bucket(packageName) : Optional.empty();
    if (ids.isPresent()) {
      DataSource source = sources.getOrDefault(platform, DataSource.UNKNOWN);
      for (Cursor id = ids.get().entries(); id.isValid(); id.next()) {
        advisories.add(Records.advisory(id.name(), bytes(id.value()), source));
      }
    }
    return advisories;
  }

  private static byte[] bytes(MemorySegment value) throws LimitExceededException {
    if (value.byteSize() > LARGEST_VALUE) {
      throw new LimitExceededException("bytes of one advisory", LARGEST_VALUE);
    }
    return value.toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public void close() {
    file.close();
  }
}
