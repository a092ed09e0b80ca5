package dev.breakwater.cli.result;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.cli.console.Json;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.LayerId;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.scanner.purl.PackagePurl;
import dev.breakwater.scanner.sbom.Vex;
import dev.breakwater.scanner.sbom.VexVerdict.Excepted;
import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An assessment as JSON for programs. Fields are only added while {@link #VERSION} stays. */
final class ResultJson {
  private static final int VERSION = 1;

  private final Result result;
  private final Assessment assessment;
  private final ImageFacts facts;
  private final LocalDate today;

  /** {@code today} decides what is out of date. */
  ResultJson(Result result, LocalDate today) {
    this.result = result;
    this.assessment = result.assessment();
    this.facts = result.facts();
    this.today = today;
  }

  void print(PrintStream out) {
    Json.print(out, this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schemaVersion", VERSION);
    json.writeStringField("image", result.name());
    if (facts.hasManifest()) {
      json.writeStringField("digest", facts.digest().toString());
    }
    if (facts.indexDigest().isPresent()) {
      json.writeStringField("indexDigest", facts.indexDigest().get().toString());
    }
    if (facts.isImage()) {
      json.writeStringField("platform", facts.platform().toString());
    }
    if (facts.operatingSystem().isPresent()) {
      writeSystem(json, facts.operatingSystem().get());
    }
    if (facts.base().isPresent()) {
      json.writeObjectFieldStart("base");
      json.writeStringField("name", facts.base().get().name());
      json.writeStringField(
          "evidence", facts.base().get().evidence().name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
    if (assessment.advisories().isPresent()) {
      json.writeObjectFieldStart("db");
      json.writeStringField("updatedAt", assessment.advisories().get().updatedAt().toString());
      writeTexts(json, "sources", assessment.advisories().get().sources());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("packages");
    for (InstalledPackage one : facts.packages()) {
      write(json, one);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("vulnerabilities");
    for (Vulnerability one : assessment.vulnerabilities()) {
      write(json, one);
    }
    json.writeEndArray();
    if (!result.excepted().isEmpty()) {
      json.writeArrayFieldStart("excepted");
      for (Excepted one : result.excepted()) {
        write(json, one);
      }
      json.writeEndArray();
    }
    json.writeArrayFieldStart("secrets");
    for (Secret one : facts.secrets()) {
      write(json, one);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("configuration");
    for (Misconfiguration one : facts.misconfigurations()) {
      write(json, one);
    }
    json.writeEndArray();
    if (!result.policies().isEmpty()) {
      json.writeArrayFieldStart("policies");
      for (PolicyVerdict one : result.policies()) {
        write(json, one);
      }
      json.writeEndArray();
    }
    json.writeArrayFieldStart("errors");
    for (Problem one : result.problems()) {
      write(json, one);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeSystem(JsonGenerator json, OperatingSystem system) throws IOException {
    json.writeObjectFieldStart("os");
    json.writeStringField("family", system.family());
    json.writeStringField("version", system.version());
    Optional<LocalDate> end = assessment.endOfLife();
    json.writeBooleanField("eol", end.isPresent() && end.get().isBefore(today));
    if (end.isPresent()) {
      json.writeStringField("eolDate", end.get().toString());
    }
    json.writeEndObject();
  }

  private void write(JsonGenerator json, InstalledPackage found) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", found.type().toString());
    json.writeStringField("name", found.name());
    json.writeStringField("version", found.version());
    json.writeStringField("arch", found.architecture());
    json.writeStringField(
        "sourceName", found.source().map(InstalledPackage.Source::name).orElse(""));
    json.writeStringField(
        "sourceVersion", found.source().map(InstalledPackage.Source::version).orElse(""));
    json.writeStringField("purl", PackagePurl.of(found, facts.operatingSystem()).toString());
    json.writeStringField("path", found.path());
    writeLayer(json, found.layer());
    writeTexts(json, "licenses", found.licenses());
    json.writeEndObject();
  }

  private void write(JsonGenerator json, Vulnerability one) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", one.id());
    writeTexts(json, "aliases", one.aliases());
    writeTexts(json, "vendorIds", one.vendorIds());
    json.writeStringField("severity", Severities.label(one.severity()));
    json.writeStringField("severitySource", one.severitySource());
    json.writeStringField("package", one.affected().name());
    json.writeStringField("installed", one.affected().version());
    json.writeStringField("fixed", one.fixed());
    json.writeStringField("status", one.status().toString());
    json.writeStringField("path", one.affected().path());
    writeLayer(json, one.affected().layer());
    json.writeStringField("title", one.title());
    json.writeArrayFieldStart("cvss");
    for (Vulnerability.Cvss cvss : one.cvss()) {
      json.writeStartObject();
      json.writeStringField("source", cvss.source());
      json.writeStringField("vector", cvss.vector());
      json.writeNumberField("score", cvss.score());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (one.epss().isPresent()) {
      json.writeNumberField("epss", one.epss().getAsDouble());
    }
    json.writeBooleanField("exploited", one.exploited());
    if (one.published().isPresent()) {
      json.writeStringField("published", one.published().get().toString());
    }
    json.writeStringField("dataSource", one.dataSource());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Excepted one) throws IOException {
    Vex.Statement said = one.statement();
    json.writeStartObject();
    json.writeStringField("id", one.vulnerability().id());
    json.writeStringField("severity", Severities.label(one.vulnerability().severity()));
    json.writeStringField("package", one.vulnerability().affected().name());
    json.writeStringField("installed", one.vulnerability().affected().version());
    json.writeStringField("path", one.vulnerability().affected().path());
    json.writeStringField("status", said.status().toString());
    json.writeStringField(
        "justification", said.justification().map(Vex.Justification::toString).orElse(""));
    json.writeStringField("impact", said.impact());
    json.writeStringField("author", one.author());
    json.writeEndObject();
  }

  private void write(JsonGenerator json, Secret one) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", one.rule());
    json.writeStringField("title", one.title());
    json.writeStringField("severity", Severities.label(one.severity()));
    json.writeStringField("file", one.path());
    json.writeNumberField("line", one.line());
    json.writeStringField("excerpt", one.excerpt());
    writeLayer(json, one.layer());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Misconfiguration one) throws IOException {
    json.writeStartObject();
    json.writeStringField("check", one.check());
    json.writeStringField("title", one.title());
    json.writeStringField("severity", Severities.label(one.severity()));
    json.writeStringField("message", one.message());
    json.writeStringField("path", one.path());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PolicyVerdict one) throws IOException {
    json.writeStartObject();
    json.writeStringField("policy", one.policy());
    json.writeStringField("verdict", one.verdict());
    json.writeArrayFieldStart("violations");
    for (PolicyVerdict.Violation violation : one.violations()) {
      json.writeStartObject();
      json.writeStringField("field", violation.field());
      json.writeStringField("severity", Severities.label(violation.severity()));
      json.writeStringField("message", violation.message());
      json.writeStringField("remediation", violation.remediation());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("exceptions");
    for (PolicyVerdict.Exemption exception : one.exceptions()) {
      json.writeStartObject();
      writeTexts(json, "vulnerabilities", exception.vulnerabilities());
      json.writeStringField("reason", exception.reason());
      json.writeStringField("expires", exception.expires().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Problem one) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", Problems.label(one.kind()));
    json.writeStringField("path", one.path());
    json.writeStringField("message", one.message());
    json.writeEndObject();
  }

  /** What has no layer, such as the configuration or a folder, has no such field. */
  private void writeLayer(JsonGenerator json, int index) throws IOException {
    if (index < 0 || index >= facts.layers().size()) {
      return;
    }
    LayerId layer = facts.layers().get(index);
    json.writeObjectFieldStart("layer");
    json.writeStringField("digest", layer.digest().toString());
    if (layer.diffId().isPresent()) {
      json.writeStringField("diffID", layer.diffId().get().toString());
    }
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
