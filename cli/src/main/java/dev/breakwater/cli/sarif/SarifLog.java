package dev.breakwater.cli.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.cli.console.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings as a code host shows them beside a change: SARIF 2.1.0 (OASIS, 2020).
 *
 * @param rules each rule that a result names, once
 * @param results in the order in which they are shown
 */
public record SarifLog(List<Rule> rules, List<Result> results) {

  /**
   * What a result is an instance of.
   *
   * @param id stable
   * @param text its words; absent when nothing but the id is known
   */
  public record Rule(String id, Optional<Text> text) {}

  /**
   * The words of a rule.
   *
   * @param title one line
   * @param why what can happen
   * @param help what to do
   * @param severity such as {@code High}, in any case
   * @param tags for filters; "security" is added to them
   */
  public record Text(String title, String why, String help, String severity, List<String> tags) {}

  /**
   * One finding.
   *
   * @param rule the id of its rule
   * @param severity such as {@code High}, in any case
   * @param message for a person
   * @param place the file, where there is one
   * @param subject what it is about, for a person
   * @param subjectKind what sort of thing that is, in the words of SARIF: {@code resource} or
   *     {@code package}
   * @param fingerprint the same as long as it is the same finding
   * @param suppression why it does not count, where somebody said so
   */
  public record Result(
      String rule,
      String severity,
      String message,
      Optional<Place> place,
      String subject,
      String subjectKind,
      String fingerprint,
      Optional<String> suppression) {}

  /**
   * A line of a file.
   *
   * @param file its path as the user named it; {@code -} is standard input
   * @param line from 1
   */
  public record Place(String file, int line) {}

  /** Prints the log. */
  public void print(PrintStream out) {
    Json.print(out, this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "breakwater");
    json.writeArrayFieldStart("rules");
    Map<String, Integer> indexes = new HashMap<>();
    for (Rule rule : rules) {
      indexes.put(rule.id(), indexes.size());
      write(json, rule);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeArrayFieldStart("results");
    for (Result result : results) {
      write(json, result, indexes.getOrDefault(result.rule(), -1));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Rule rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", rule.id());
    if (rule.text().isPresent()) {
      Text text = rule.text().get();
      Level level = Level.of(text.severity());
      writeText(json, "shortDescription", text.title());
      writeText(json, "fullDescription", text.why());
      writeText(json, "help", text.help());
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", level.text());
      json.writeEndObject();
      json.writeObjectFieldStart("properties");
      json.writeStringField("security-severity", level.score());
      json.writeArrayFieldStart("tags");
      json.writeString("security");
      for (String tag : text.tags()) {
        json.writeString(tag);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Result result, int index) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", result.rule());
    json.writeNumberField("ruleIndex", index);
    json.writeStringField("level", Level.of(result.severity()).text());
    writeText(json, "message", result.message());
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    if (result.place().isPresent()) {
      write(json, result.place().get());
    }
    json.writeArrayFieldStart("logicalLocations");
    json.writeStartObject();
    json.writeStringField("fullyQualifiedName", result.subject());
    json.writeStringField("kind", result.subjectKind());
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("breakwater/v1", result.fingerprint());
    json.writeEndObject();
    if (result.suppression().isPresent()) {
      json.writeArrayFieldStart("suppressions");
      json.writeStartObject();
      json.writeStringField("kind", "external");
      json.writeStringField("justification", result.suppression().get());
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Place place) throws IOException {
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(place.file()));
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", Math.max(1, place.line()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String field, String text) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  /** A path as a relative reference (RFC 3986); standard input has no path. */
  private static String uri(String file) {
    try {
      String path = file.equals("-") ? "stdin" : file.replace('\\', '/');
      return new URI(null, null, path, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every text can be a path", e);
    }
  }
}
