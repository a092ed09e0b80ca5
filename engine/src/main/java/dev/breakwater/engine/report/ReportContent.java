package dev.breakwater.engine.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.api.v1alpha1.SecurityReport;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A report as bytes: how many, and whether they say anything new. */
public final class ReportContent {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private ReportContent() {}

  /**
   * A hash of what the report says: two scans that find the same give the same hash, so the second
   * need not be written. Takes no part: names that the API server gives, the time of the scan, what
   * changed since the scan before, and labels and conditions that others add.
   */
  public static String hash(SecurityReport report) {
    ObjectNode content = JSON.valueToTree(report);
    ObjectNode metadata = JSON.createObjectNode();
    metadata.set("label", content.at("/metadata/labels").path(ReportComposer.MANAGED_BY));
    metadata.set("owner", content.at("/metadata/ownerReferences/0/uid"));
    metadata.set("limits", content.at("/metadata/annotations").path(ReportComposer.LIMITS));
    content.set("metadata", metadata);
    content.remove("scanTime");
    content.remove("change");
    content
        .path("images")
        .forEach(
            image -> {
              if (image.path("scan") instanceof ObjectNode scan) {
                scan.remove(List.of("lastAttempt", "lastSuccess"));
              }
            });
    content.path("findings").forEach(finding -> ((ObjectNode) finding).remove("firstSeen"));
    ArrayNode conditions = JSON.createArrayNode();
    for (JsonNode condition : content.at("/status/conditions")) {
      if (ReportComposer.CONDITIONS.contains(condition.path("type").asText())) {
        conditions.add(((ObjectNode) condition).without("lastTransitionTime"));
      }
    }
    content.set("status", conditions);
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(content)), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The number of bytes that {@code part} takes as JSON. */
  static int size(Object part) {
    return bytes(part).length;
  }

  private static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is plain data", e);
    }
  }
}
