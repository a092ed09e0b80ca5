package dev.breakwater.scanner.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.scanner.limit.MalformedException;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code metadata.json} beside a database.
 *
 * @param version of the schema; this program reads {@link #SCHEMA}
 * @param updatedAt when the advisories were collected
 * @param nextUpdate when the next ones are expected
 */
public record DatabaseMetadata(
    int version, Optional<Instant> updatedAt, Optional<Instant> nextUpdate) {
  /** The only schema that is read; unchanged since January 2022. */
  public static final int SCHEMA = 2;

  /**
   * Reads it.
   *
   * @throws MalformedException when it is no JSON object, or of another schema
   */
  static DatabaseMetadata read(byte[] bytes) throws MalformedException {
    JsonNode json = Json.read(bytes, "metadata.json");
    int version = json.path("Version").asInt(SCHEMA);
    if (version != SCHEMA) {
      throw new MalformedException(
          "metadata.json: schema %d, but only %d is read".formatted(version, SCHEMA));
    }
    return new DatabaseMetadata(
        version, Json.instant(json, "UpdatedAt"), Json.instant(json, "NextUpdate"));
  }
}
