package dev.breakwater.scanner.advisory;

import com.fasterxml.jackson.core.JsonParser;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability.Cvss;
import dev.breakwater.image.facts.Vulnerability.Status;
import dev.breakwater.scanner.advisory.Advisory.Cve;
import dev.breakwater.scanner.advisory.Advisory.Entry;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of trivy-db, as {@code pkg/types/types.go} of trivy-db writes them. */
final class Records {
  private Records() {}

  static Advisory advisory(String id, byte[] bytes, DataSource source) throws MalformedException {
    AdvisoryFields fields = new AdvisoryFields();
    Fields.read(bytes, id, fields::read);
    return new Advisory(
        id,
        fields.vendorIds,
        fields.severity,
        fields.status,
        fields.fixedVersion,
        fields.affectedVersion,
        fields.vulnerable,
        fields.patched,
        fields.unaffected,
        fields.entries,
        source);
  }

  /** What an advisory or one of its entries has said so far: they share most fields. */
  private static final class AdvisoryFields {
    private List<String> vendorIds = List.of();
    private Severity severity = Severity.UNKNOWN;
    private Status status = Status.UNKNOWN;
    private String fixedVersion = "";
    private String affectedVersion = "";
    private List<String> vulnerable = List.of();
    private List<String> patched = List.of();
    private List<String> unaffected = List.of();
    private List<String> arches = List.of();
    private final List<Entry> entries = new ArrayList<>(0);
    private final List<Integer> products = new ArrayList<>(0);
    private final List<Cve> cves = new ArrayList<>(0);

    void read(String name, JsonParser value) throws IOException {
      switch (name) {
        case "VendorIDs" -> vendorIds = Fields.texts(value);
        case "Severity" -> severity = Json.severity((int) Fields.number(value));
        case "Status" -> status = Json.status((int) Fields.number(value));
        case "FixedVersion" -> fixedVersion = Fields.text(value);
        case "AffectedVersion" -> affectedVersion = Fields.text(value);
        case "VulnerableVersions" -> vulnerable = Fields.texts(value);
        case "PatchedVersions" -> patched = Fields.texts(value);
        case "UnaffectedVersions" -> unaffected = Fields.texts(value);
        case "Arches" -> arches = Fields.texts(value);
        case "Affected" -> Fields.each(value, () -> products.add((int) Fields.number(value)));
        case "Cves" -> Fields.each(value, () -> cves.add(cve(value)));
        case "Entries" -> Fields.each(value, () -> entries.add(entry(value)));
        default -> {
          // Not needed.
        }
      }
    }

    private static Entry entry(JsonParser parser) throws IOException {
      AdvisoryFields fields = new AdvisoryFields();
      Fields.object(parser, fields::read);
      return new Entry(
          fields.fixedVersion,
          fields.arches,
          fields.vendorIds,
          fields.status,
          fields.products,
          fields.cves);
    }

    private static Cve cve(JsonParser parser) throws IOException {
      AdvisoryFields fields = new AdvisoryFields();
      StringBuilder id = new StringBuilder();
      Fields.object(
          parser,
          (name, value) -> {
            if (name.equals("ID")) {
              id.append(Fields.text(value));
            } else {
              fields.read(name, value);
            }
          });
      return new Cve(id.toString(), fields.severity);
    }
  }

  static DataSource source(String bucket, byte[] bytes) throws MalformedException {
    Map<String, String> texts = new HashMap<>();
    Fields.read(
        bytes, "data-source " + bucket, (name, value) -> texts.put(name, Fields.text(value)));
    return new DataSource(
        texts.getOrDefault("ID", ""),
        texts.getOrDefault("Name", ""),
        texts.getOrDefault("URL", ""),
        texts.getOrDefault("BaseID", ""));
  }

  static VulnerabilityDetail detail(String id, byte[] bytes) throws MalformedException {
    DetailFields fields = new DetailFields();
    Fields.read(bytes, "vulnerability " + id, fields::read);
    return new VulnerabilityDetail(
        fields.title, fields.severity, fields.ratings, fields.cvss, Json.instant(fields.published));
  }

  /** What a vulnerability has said so far. */
  private static final class DetailFields {
    private String title = "";
    private Optional<Severity> severity = Optional.empty();
    private final Map<String, Severity> ratings = new HashMap<>();
    private final List<Cvss> cvss = new ArrayList<>();
    private String published = "";

    void read(String name, JsonParser value) throws IOException {
      switch (name) {
        case "Title" -> title = Fields.text(value);
        case "Severity" -> severity = Json.named(Fields.text(value));
        case "PublishedDate" -> published = Fields.text(value);
        case "VendorSeverity" ->
            Fields.object(
                value,
                (source, rating) ->
                    ratings.put(source, Json.severity((int) Fields.number(rating))));
        case "CVSS" -> Fields.object(value, this::scores);
        default -> {
          // Not needed.
        }
      }
    }

    private void scores(String source, JsonParser value) throws IOException {
      Map<String, String> vectors = new HashMap<>();
      Map<String, Double> scores = new HashMap<>();
      Fields.object(
          value,
          (name, score) -> {
            if (name.endsWith("Vector")) {
              vectors.put(name, Fields.text(score));
            } else {
              scores.put(name, Fields.number(score));
            }
          });
      for (String version : List.of("V40", "V3", "V2")) {
        String vector = vectors.getOrDefault(version + "Vector", "");
        double score = scores.getOrDefault(version + "Score", 0.0);
        if (!vector.isEmpty() || score > 0) {
          cvss.add(new Cvss(source, vector, score));
        }
      }
    }
  }
}
