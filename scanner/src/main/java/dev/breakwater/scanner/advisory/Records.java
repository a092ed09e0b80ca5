package dev.breakwater.scanner.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability.Cvss;
import dev.breakwater.scanner.advisory.Advisory.Cve;
import dev.breakwater.scanner.advisory.Advisory.Entry;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of trivy-db, as {@code pkg/types/types.go} of trivy-db writes them. */
final class Records {
  private static final List<String> CVSS_VERSIONS = List.of("V40", "V3", "V2");

  private Records() {}

  static Advisory advisory(String id, byte[] bytes, DataSource source) throws MalformedException {
    JsonNode json = Json.read(bytes, id);
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : json.path("Entries")) {
      entries.add(entry(entry));
    }
    return new Advisory(
        id,
        Json.texts(json, "VendorIDs"),
        Json.severity(json.path("Severity")),
        Json.status(json.path("Status")),
        Json.text(json, "FixedVersion"),
        Json.text(json, "AffectedVersion"),
        Json.texts(json, "VulnerableVersions"),
        Json.texts(json, "PatchedVersions"),
        Json.texts(json, "UnaffectedVersions"),
        List.copyOf(entries),
        source);
  }

  private static Entry entry(JsonNode json) {
    List<Cve> cves = new ArrayList<>();
    for (JsonNode cve : json.path("Cves")) {
      cves.add(new Cve(Json.text(cve, "ID"), Json.severity(cve.path("Severity"))));
    }
    return new Entry(
        Json.text(json, "FixedVersion"),
        Json.texts(json, "Arches"),
        Json.texts(json, "VendorIDs"),
        Json.status(json.path("Status")),
        Json.numbers(json.path("Affected")),
        List.copyOf(cves));
  }

  static DataSource source(String bucket, byte[] bytes) throws MalformedException {
    JsonNode json = Json.read(bytes, "data-source " + bucket);
    return new DataSource(
        Json.text(json, "ID"),
        Json.text(json, "Name"),
        Json.text(json, "URL"),
        Json.text(json, "BaseID"));
  }

  static VulnerabilityDetail detail(String id, byte[] bytes) throws MalformedException {
    JsonNode json = Json.read(bytes, "vulnerability " + id);
    Map<String, Severity> ratings = new LinkedHashMap<>();
    json.path("VendorSeverity")
        .properties()
        .forEach(rating -> ratings.put(rating.getKey(), Json.severity(rating.getValue())));
    return new VulnerabilityDetail(
        Json.text(json, "Title"),
        Json.named(Json.text(json, "Severity")),
        Map.copyOf(ratings),
        cvss(json.path("CVSS")),
        Json.instant(json, "PublishedDate"));
  }

  private static List<Cvss> cvss(JsonNode json) {
    List<Cvss> all = new ArrayList<>();
    json.properties()
        .forEach(
            source -> {
              for (String version : CVSS_VERSIONS) {
                String vector = Json.text(source.getValue(), version + "Vector");
                double score = source.getValue().path(version + "Score").asDouble();
                if (!vector.isEmpty() || score > 0) {
                  all.add(new Cvss(source.getKey(), vector, score));
                }
              }
            });
    return List.copyOf(all);
  }
}
