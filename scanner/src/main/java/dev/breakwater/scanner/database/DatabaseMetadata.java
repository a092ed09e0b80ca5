package dev.breakwater.scanner.database;

import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * {@code metadata.json} beside a database.
 *
 * @param updatedAt when its content was collected
 * @param nextUpdate when the next one is expected
 */
public record DatabaseMetadata(Optional<Instant> updatedAt, Optional<Instant> nextUpdate) {
  private static final int LARGEST = 64 << 10;

  /** Reads what stands beside a database; without it, when the file was last changed. */
  static DatabaseMetadata of(Path file, int schema) throws IOException {
    Path beside = file.resolveSibling(DatabaseForm.METADATA);
    if (!Files.exists(beside)) {
      return new DatabaseMetadata(
          Optional.of(Files.getLastModifiedTime(file).toInstant()), Optional.empty());
    }
    if (Files.size(beside) > LARGEST) {
      throw new LimitExceededException("bytes of " + DatabaseForm.METADATA, LARGEST);
    }
    return read(Files.readAllBytes(beside), schema);
  }

  private static DatabaseMetadata read(byte[] bytes, int schema) throws IOException {
    JsonObject json = JsonObject.parse(bytes, DatabaseForm.METADATA, LARGEST);
    long version = json.number("Version").orElse((long) schema);
    if (version != schema) {
      throw new MalformedException(
          "%s: schema %d, but only %d is read".formatted(DatabaseForm.METADATA, version, schema));
    }
    return new DatabaseMetadata(instant(json, "UpdatedAt"), instant(json, "NextUpdate"));
  }

  private static Optional<Instant> instant(JsonObject json, String field) throws IOException {
    try {
      return json.text(field)
          .map(text -> OffsetDateTime.parse(text).toInstant())
          // Go writes the year 1 where nothing is known.
          .filter(Instant.EPOCH::isBefore);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
