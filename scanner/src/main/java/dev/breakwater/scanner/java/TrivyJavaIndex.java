package dev.breakwater.scanner.java;

import dev.breakwater.scanner.database.Database;
import dev.breakwater.scanner.database.DatabaseForm;
import dev.breakwater.scanner.database.DatabaseMetadata;
import dev.breakwater.scanner.database.MappedFile;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.sqlite.Row;
import dev.breakwater.scanner.sqlite.Row.Value;
import dev.breakwater.scanner.sqlite.SqliteFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The Java index of Trivy, mapped into memory: {@code artifacts(id, group_id, artifact_id)} and
 * {@code indices(artifact_id, version, sha1, archive_type)}, found through the indexes that its
 * builder makes (<a href="https://github.com/aquasecurity/trivy-java-db">trivy-java-db</a>, {@code
 * pkg/db/db.go}).
 *
 * <p>Every look-up throws {@link dev.breakwater.scanner.database.DatabaseGoneException} when the
 * file vanished under it or the index was closed, and {@link MalformedException} when it is
 * damaged.
 */
public final class TrivyJavaIndex implements JavaIndex, Database {
  /** How trivy-java-db is published. The largest is some eight times that of 2026. */
  public static final DatabaseForm<TrivyJavaIndex> FORM =
      new DatabaseForm<>(
          "Java index",
          "trivy-java.db",
          1,
          "application/vnd.aquasec.trivy.javadb.layer.v1.tar+gzip",
          List.of("mirror.gcr.io/aquasec/trivy-java-db:1", "ghcr.io/aquasecurity/trivy-java-db:1"),
          4L << 30,
          16L << 30,
          TrivyJavaIndex::new);

  private static final int MAX_ROW = 1 << 20;

  /** Of the artifacts of one name in all groups. The most common names have some 20,000. */
  private static final int MAX_VERSIONS = 200_000;

  private static final String BY_SHA1 = "indices_sha1_idx";
  private static final String BY_ARTIFACT = "indices_artifact_idx";
  private static final String BY_NAME = "artifacts_idx";

  private final MappedFile file;
  private final DatabaseMetadata metadata;
  private final SqliteFile tables;

  private TrivyJavaIndex(MappedFile file, DatabaseMetadata metadata) throws IOException {
    this.file = file;
    this.metadata = metadata;
    this.tables = SqliteFile.open(file.bytes(), MAX_ROW);
    // What is missing is said now, and not for each archive.
    tables.row("artifacts", 0);
    tables.row("indices", 0);
    tables.find(BY_SHA1, List.of(new Value.Null()));
    tables.find(BY_ARTIFACT, List.of(new Value.Null()));
    tables.find(BY_NAME, List.of(new Value.Null()));
  }

  @Override
  public DatabaseMetadata metadata() {
    return metadata;
  }

  @Override
  public String version() {
    return "trivy-java-db %s %d"
        .formatted(
            metadata.updatedAt().map(Instant::toString).orElse("of no date"),
            file.bytes().byteSize());
  }

  @Override
  public Optional<Artifact> bySha1(String sha1) throws IOException {
    Value.Blob wanted = new Value.Blob(MemorySegment.ofArray(HexFormat.of().parseHex(sha1)));
    return file.reading(
        () -> {
          List<Long> found = tables.find(BY_SHA1, List.of(wanted));
          return found.isEmpty() ? Optional.empty() : Optional.of(artifact(found.getFirst()));
        });
  }

  private Artifact artifact(long id) throws IOException {
    Row release = row("indices", id);
    Row artifact = row("artifacts", number(release, 0));
    return new Artifact(text(artifact, 1), text(artifact, 2), text(release, 1));
  }

  /** The first in the order of their names, among groups that publish the same number. */
  @Override
  public Optional<String> groupOf(String artifact, String version) throws IOException {
    return file.reading(
        () -> {
          Optional<Row> best = Optional.empty();
          int most = 0;
          int seen = 0;
          for (long id : tables.find(BY_NAME, List.of(Value.Text.of(artifact)))) {
            List<Long> releases = tables.find(BY_ARTIFACT, List.of(new Value.Int(id)));
            seen += releases.size();
            if (seen > MAX_VERSIONS) {
              throw new LimitExceededException(
                  "releases of one name in the Java index", MAX_VERSIONS);
            }
            if (releases.size() > most && hasJar(releases, version)) {
              best = Optional.of(row("artifacts", id));
              most = releases.size();
            }
          }
          return best.isPresent() ? Optional.of(text(best.get(), 1)) : Optional.empty();
        });
  }

  private boolean hasJar(List<Long> releases, String version) throws IOException {
    for (long id : releases) {
      Row release = row("indices", id);
      if (text(release, 1).equals(version) && text(release, 3).equals("jar")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean exists(String group, String artifact) throws IOException {
    List<Value> name = List.of(Value.Text.of(artifact), Value.Text.of(group));
    return file.reading(() -> !tables.find(BY_NAME, name).isEmpty());
  }

  private Row row(String table, long id) throws IOException {
    return tables.row(table, id).orElseThrow(() -> malformed(table + " has no row " + id));
  }

  private static long number(Row row, int column) throws MalformedException {
    if (column < row.columns().size()
        && row.columns().get(column) instanceof Value.Int(long value)) {
      return value;
    }
    throw malformed("row %d has no number in column %d".formatted(row.id(), column));
  }

  private static String text(Row row, int column) throws MalformedException {
    if (column < row.columns().size() && row.columns().get(column) instanceof Value.Text text) {
      return text.toString();
    }
    throw malformed("row %d has no text in column %d".formatted(row.id(), column));
  }

  private static MalformedException malformed(String problem) {
    return new MalformedException("Java index: " + problem);
  }

  @Override
  public void close() {
    file.close();
  }
}
