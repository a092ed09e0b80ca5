package dev.breakwater.operator.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.operator.image.ScanStates.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which manifest each image turned out to be, on disk: with it and the cached facts a new process
 * asks no registry. Losing it costs one request for each image.
 */
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /** Kept in {@code file}, which is made when it is first written. */
  Ledger(Path file) {
    this.file = file;
  }

  /** What was written last; nothing where that cannot be read. */
  Map<Target, Known> read() {
    Map<Target, Known> all = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return all;
    }
    try {
      for (JsonNode entry : JSON.readTree(Files.readAllBytes(file)).path("images")) {
        known(entry).ifPresent(known -> all.put(target(entry), known));
      }
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("error", e.getMessage())
          .log("the list of known images cannot be read; they are looked up again");
    }
    return all;
  }

  private static Target target(JsonNode entry) {
    return new Target(
        entry.path("reference").asText(),
        entry.path("imageID").asText(),
        new Platform(
            entry.path("os").asText(),
            entry.path("architecture").asText(),
            entry.path("variant").asText()),
        entry.path("namespace").asText());
  }

  private static Optional<Known> known(JsonNode entry) {
    try {
      return Digest.parse(entry.path("manifest").asText())
              instanceof Parsed.Valid<Digest>(Digest manifest)
          ? Optional.of(
              new Known(
                  manifest,
                  Instant.parse(entry.path("firstSeen").asText()),
                  Instant.parse(entry.path("lastSuccess").asText())))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes all, beside the file and then over it.
   *
   * @throws IOException when the disk is full, or gone
   */
  void write(Map<Target, Known> all) throws IOException {
    ArrayNode images = JSON.createArrayNode();
    all.forEach((target, known) -> images.add(entry(target, known)));
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(beside, JSON.writeValueAsBytes(JSON.createObjectNode().set("images", images)));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ObjectNode entry(Target target, Known known) {
    return JSON.createObjectNode()
        .put("reference", target.reference())
        .put("imageID", target.imageId())
        .put("os", target.platform().os())
        .put("architecture", target.platform().architecture())
        .put("variant", target.platform().variant())
        .put("namespace", target.namespace())
        .put("manifest", known.manifest().toString())
        .put("firstSeen", known.firstSeen().toString())
        .put("lastSuccess", known.lastSuccess().toString());
  }
}
