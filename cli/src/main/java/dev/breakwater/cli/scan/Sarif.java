package dev.breakwater.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.api.v1alpha1.Finding;
import dev.breakwater.api.v1alpha1.Severity;
import dev.breakwater.cli.console.Json;
import dev.breakwater.engine.checks.Catalogue;
import dev.breakwater.engine.checks.Check;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Findings as a code host shows them beside a change: SARIF 2.1.0 (OASIS, 2020). */
final class Sarif {
  private final List<Judged> judged;
  private final List<String> rules;

  /** The findings in {@code judged}. */
  Sarif(List<Judged> judged) {
    this.judged = judged;
    SortedSet<String> checks = new TreeSet<>();
    for (Judged one : judged) {
      one.report().getFindings().forEach(finding -> checks.add(finding.getCheck()));
    }
    this.rules = List.copyOf(checks);
  }

  void print(PrintStream out) {
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
    for (String rule : rules) {
      writeRule(json, rule);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeArrayFieldStart("results");
    for (Judged one : judged) {
      for (Finding finding : one.report().getFindings()) {
        writeResult(json, one, finding);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  /** A check of the catalogue with its words; a rule of an ImagePolicy by its name alone. */
  private static void writeRule(JsonGenerator json, String id) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    Check check = Catalogue.find(id).orElse(null);
    if (check != null) {
      writeText(json, "shortDescription", check.title());
      writeText(json, "fullDescription", check.why());
      writeText(json, "help", check.remedy());
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", level(Severity.valueOf(check.severity().name())));
      json.writeEndObject();
      json.writeObjectFieldStart("properties");
      json.writeStringField("security-severity", score(Severity.valueOf(check.severity().name())));
      json.writeArrayFieldStart("tags");
      json.writeString("security");
      for (String control : check.controls()) {
        json.writeString(control);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeResult(JsonGenerator json, Judged one, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", finding.getCheck());
    json.writeNumberField("ruleIndex", rules.indexOf(finding.getCheck()));
    json.writeStringField("level", level(finding.getSeverity()));
    writeText(json, "message", one.title() + ": " + finding.getMessage());
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    String file = Objects.requireNonNullElse(finding.getFile(), "");
    if (!file.isEmpty()) {
      json.writeObjectFieldStart("physicalLocation");
      json.writeObjectFieldStart("artifactLocation");
      json.writeStringField("uri", uri(file));
      json.writeEndObject();
      json.writeObjectFieldStart("region");
      json.writeNumberField(
          "startLine", Math.max(1, Objects.requireNonNullElse(finding.getLine(), 1)));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeArrayFieldStart("logicalLocations");
    json.writeStartObject();
    json.writeStringField("fullyQualifiedName", one.title());
    json.writeStringField("kind", "resource");
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("breakwater/v1", one.title() + "/" + finding.getId());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String field, String text) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, UNKNOWN -> "note";
    };
  }

  /** The scale on which code hosts rank rules: that of CVSS. */
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "3.0";
      case UNKNOWN -> "0.0";
    };
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
