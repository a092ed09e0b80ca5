package dev.breakwater.scanner.advisory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability.Status;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JSON of feeds: unknown fields are ignored, a field of an unexpected type counts as absent,
 * because feeds grow. What is no JSON at all is an error.
 */
final class Json {
  private static final int DEEPEST = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .build();

  private Json() {}

  /** Reads an object; {@code place} is for the message. */
  static JsonNode read(byte[] bytes, String place) throws MalformedException {
    JsonNode node = any(bytes, place);
    if (!node.isObject()) {
      throw new MalformedException(
          "%s: %s instead of a JSON object".formatted(place, node.getNodeType()));
    }
    return node;
  }

  /** Reads an array of whole numbers. */
  static List<Integer> numbers(byte[] bytes, String place) throws MalformedException {
    return numbers(any(bytes, place));
  }

  private static JsonNode any(byte[] bytes, String place) throws MalformedException {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new MalformedException("%s: no JSON: %s".formatted(place, firstLine(e)));
    }
  }

  static String firstLine(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  static String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).textValue() : "";
  }

  static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : node.path(field)) {
      if (element.isTextual()) {
        texts.add(element.textValue());
      }
    }
    return List.copyOf(texts);
  }

  static List<Integer> numbers(JsonNode array) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode element : array) {
      if (element.isNumber()) {
        numbers.add(element.intValue());
      }
    }
    return List.copyOf(numbers);
  }

  static Optional<Instant> instant(JsonNode node, String field) {
    return instant(text(node, field));
  }

  /** A point in time; empty for any other text. */
  static Optional<Instant> instant(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      // Go writes the year 1 where nothing is known.
      return instant.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(instant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A severity by the numbers of trivy-db, 0 to 4. */
  static Severity severity(int number) {
    return switch (number) {
      case 1 -> Severity.LOW;
      case 2 -> Severity.MEDIUM;
      case 3 -> Severity.HIGH;
      case 4 -> Severity.CRITICAL;
      default -> Severity.UNKNOWN;
    };
  }

  /** A severity by its name in any case, {@code MODERATE} being {@code MEDIUM}. */
  static Optional<Severity> named(String name) {
    for (Severity severity : Severity.values()) {
      if (severity.name().equalsIgnoreCase(name)) {
        return Optional.of(severity);
      }
    }
    return name.equalsIgnoreCase("moderate") ? Optional.of(Severity.MEDIUM) : Optional.empty();
  }

  /** A status by the numbers of trivy-db, 0 to 7. */
  static Status status(int number) {
    Status[] all = Status.values();
    return number > 0 && number < all.length ? all[number] : Status.UNKNOWN;
  }
}
