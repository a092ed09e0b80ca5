package dev.breakwater.scanner.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability.Cvss;
import dev.breakwater.scanner.advisory.OsvAffected.Event;
import dev.breakwater.scanner.advisory.OsvAffected.Kind;
import dev.breakwater.scanner.advisory.OsvAffected.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Reads OSV records. Withdrawn ones are skipped, and so are ranges of commits.
 *
 * <p>A record is reported under the CVE among its {@code aliases}; else under those {@code
 * upstream}, which a distribution's record of its own packages repeats; else, for errata of
 * distributions only, under those {@code related}, because AlmaLinux has its CVEs there; else under
 * its GHSA; else under its own id.
 */
final class OsvParser {
  private static final String CVE = "CVE-";
  private static final String GHSA = "GHSA-";

  /** Ecosystems of distributions, whose records are errata, by the part before the colon. */
  private static final Set<String> DISTRIBUTIONS =
      Set.of(
          "AlmaLinux",
          "Alpaquita",
          "Alpine",
          "Azure Linux",
          "BellSoft Hardened Containers",
          "Chainguard",
          "Debian",
          "Echo",
          "Mageia",
          "MinimOS",
          "Photon OS",
          "Red Hat",
          "Rocky Linux",
          "SUSE",
          "Ubuntu",
          "Wolfi",
          "openEuler",
          "openSUSE");

  private OsvParser() {}

  /** A package by its ecosystem and name as the record writes them. */
  record PackageKey(String ecosystem, String name) {}

  /** Whether it looks like an OSV record at all: folders of feeds have other files too. */
  static boolean isRecord(JsonNode json) {
    return json.path("id").isTextual() && json.path("affected").isArray();
  }

  /** Gives each package that the record speaks about; nothing when it was withdrawn. */
  static void read(JsonNode json, BiConsumer<PackageKey, OsvAffected> sink) {
    if (!Json.text(json, "withdrawn").isEmpty()) {
      return;
    }
    // Errata list dozens of packages with the same versions.
    Map<List<Range>, List<Range>> same = new HashMap<>();
    Optional<OsvRecord> errata = Optional.empty();
    Optional<OsvRecord> other = Optional.empty();
    for (JsonNode affected : json.path("affected")) {
      PackageKey key =
          new PackageKey(
              Json.text(affected.path("package"), "ecosystem"),
              Json.text(affected.path("package"), "name"));
      List<Range> ranges = ranges(affected.path("ranges"));
      String versions = String.join(OsvAffected.SEPARATOR, Json.texts(affected, "versions"));
      if (!key.name.isEmpty() && !(ranges.isEmpty() && versions.isEmpty())) {
        OsvRecord record;
        if (isDistribution(key.ecosystem)) {
          errata = errata.or(() -> Optional.of(record(json, affected, true)));
          record = errata.orElseThrow();
        } else {
          other = other.or(() -> Optional.of(record(json, affected, false)));
          record = other.orElseThrow();
        }
        sink.accept(key, new OsvAffected(record, versions, same.computeIfAbsent(ranges, r -> r)));
      }
    }
  }

  private static boolean isDistribution(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return DISTRIBUTIONS.contains(colon < 0 ? ecosystem : ecosystem.substring(0, colon));
  }

  private static List<Range> ranges(JsonNode json) {
    List<Range> ranges = new ArrayList<>();
    for (JsonNode range : json) {
      if (!Json.text(range, "type").equals("GIT")) {
        List<Event> events = new ArrayList<>();
        for (JsonNode event : range.path("events")) {
          for (Kind kind : Kind.values()) {
            String version = Json.text(event, kind.name().toLowerCase(Locale.ROOT));
            if (!version.isEmpty()) {
              events.add(new Event(kind, version));
            }
          }
        }
        if (!events.isEmpty()) {
          ranges.add(new Range(List.copyOf(events)));
        }
      }
    }
    return List.copyOf(ranges);
  }

  private static OsvRecord record(JsonNode json, JsonNode affected, boolean erratum) {
    String id = Json.text(json, "id");
    List<String> aliases = Json.texts(json, "aliases");
    List<String> vulnerabilities = vulnerabilities(json, id, aliases, erratum);
    Set<String> others = new LinkedHashSet<>(aliases);
    vulnerabilities.forEach(others::remove);
    List<Cvss> cvss = cvss(json.path("severity"));
    if (cvss.isEmpty()) {
      cvss = cvss(affected.path("severity"));
    }
    return new OsvRecord(
        id,
        vulnerabilities,
        List.copyOf(others),
        Json.text(json, "summary"),
        severity(json, cvss),
        cvss,
        Json.instant(json, "published"));
  }

  private static List<String> vulnerabilities(
      JsonNode json, String id, List<String> aliases, boolean erratum) {
    if (id.startsWith(CVE)) {
      return List.of(id);
    }
    List<String> cves = cves(aliases);
    if (!cves.isEmpty()) {
      // All of them are the same vulnerability.
      return List.of(cves.getFirst());
    }
    cves = cves(Json.texts(json, "upstream"));
    if (cves.isEmpty() && erratum) {
      cves = cves(Json.texts(json, "related"));
    }
    if (!cves.isEmpty()) {
      return cves;
    }
    return List.of(
        id.startsWith(GHSA)
            ? id
            : aliases.stream()
                .filter(alias -> alias.startsWith(GHSA))
                .sorted()
                .findFirst()
                .orElse(id));
  }

  private static List<String> cves(List<String> ids) {
    Set<String> cves = new TreeSet<>();
    ids.stream().filter(id -> id.startsWith(CVE)).forEach(cves::add);
    return List.copyOf(cves);
  }

  private static List<Cvss> cvss(JsonNode json) {
    List<Cvss> all = new ArrayList<>();
    for (JsonNode severity : json) {
      String vector = Json.text(severity, "score");
      if (Json.text(severity, "type").startsWith("CVSS_") && !vector.isEmpty()) {
        all.add(new Cvss("osv", vector, CvssScore.of(vector).orElse(0)));
      }
    }
    return List.copyOf(all);
  }

  private static Optional<Severity> severity(JsonNode json, List<Cvss> cvss) {
    return Json.named(Json.text(json.path("database_specific"), "severity"))
        .or(
            () ->
                cvss.stream()
                    .map(Cvss::score)
                    .filter(score -> score > 0)
                    .findFirst()
                    .map(CvssScore::severity));
  }
}
