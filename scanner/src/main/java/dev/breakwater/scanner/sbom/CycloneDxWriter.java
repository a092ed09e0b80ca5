package dev.breakwater.scanner.sbom;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.LayerId;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.image.facts.Vulnerability.Cvss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>: the image, its system,
 * its packages, and what is known against them. Deterministic: no clock, no chance.
 */
public final class CycloneDxWriter {

  private static final String IMAGE = "image";
  private static final String SYSTEM = "operating-system";

  private final Assessment assessment;
  private final ImageFacts facts;
  private final Document document;

  private CycloneDxWriter(Assessment assessment) {
    this.assessment = assessment;
    this.facts = assessment.facts();
    this.document = new Document(facts);
  }

  /**
   * The document in UTF-8.
   *
   * @param name what a person calls the image, such as {@code docker.io/library/nginx:1.29}
   */
  public static byte[] write(Assessment assessment, String name) {
    return Document.bytes(new CycloneDxWriter(assessment).root(name));
  }

  private ObjectNode root(String name) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    root.put("bomFormat", "CycloneDX");
    root.put("specVersion", "1.6");
    root.put("serialNumber", "urn:uuid:" + document.uuid());
    root.put("version", 1);
    metadata(root.putObject("metadata"), name);
    ArrayNode components = root.putArray("components");
    facts.operatingSystem().ifPresent(system -> system(components.addObject(), system));
    facts.packages().forEach(installed -> component(components.addObject(), installed));
    dependencies(root.putArray("dependencies"));
    if (!assessment.vulnerabilities().isEmpty()) {
      vulnerabilities(root.putArray("vulnerabilities"));
    }
    return root;
  }

  private void metadata(ObjectNode metadata, String name) {
    facts
        .configuration()
        .created()
        .ifPresent(created -> property(metadata, "breakwater:image:created", created.toString()));
    metadata
        .putObject("tools")
        .putArray("components")
        .addObject()
        .put("type", "application")
        .put("name", "breakwater");
    ObjectNode image = metadata.putObject("component");
    image.put("type", facts.isImage() ? "container" : "application").put("bom-ref", IMAGE);
    image.put("name", name.isEmpty() ? facts.digest().toString() : name);
    if (facts.hasManifest()) {
      image.put("version", facts.digest().toString());
      if (!name.isEmpty()) {
        image.put("purl", document.imagePurl(name).toString());
      }
    }
    for (LayerId layer : facts.layers()) {
      property(image, "breakwater:layer:digest", layer.digest().toString());
    }
  }

  private static void system(ObjectNode component, OperatingSystem system) {
    component.put("type", "operating-system").put("bom-ref", SYSTEM).put("name", system.family());
    if (!system.version().isEmpty()) {
      component.put("version", system.version());
    }
    system.pretty().ifPresent(pretty -> component.put("description", pretty));
  }

  private void component(ObjectNode component, InstalledPackage installed) {
    component.put("type", "library").put("bom-ref", document.reference(installed));
    switch (installed.type()) {
      case MAVEN -> named(component, installed.name(), ':');
      case NPM, COMPOSER -> named(component, installed.name(), '/');
      default -> component.put("name", installed.name());
    }
    if (!installed.version().isEmpty()) {
      component.put("version", installed.version());
    }
    if (!installed.licenses().isEmpty()) {
      ArrayNode licenses = component.putArray("licenses");
      for (String license : new LinkedHashSet<>(installed.licenses())) {
        licenses.addObject().putObject("license").put("name", license);
      }
    }
    component.put("purl", document.purl(installed).toString());
    if (!installed.path().isEmpty()) {
      property(component, "breakwater:path", installed.path());
    }
    if (installed.layer() >= 0 && installed.layer() < facts.layers().size()) {
      LayerId layer = facts.layers().get(installed.layer());
      property(component, "breakwater:layer:digest", layer.digest().toString());
    }
    installed
        .source()
        .ifPresent(
            source -> {
              property(component, "breakwater:source:name", source.name());
              property(component, "breakwater:source:version", source.version());
            });
  }

  private static void named(ObjectNode component, String name, char separator) {
    int end = name.lastIndexOf(separator);
    if (end > 0) {
      component.put("group", name.substring(0, end));
    }
    component.put("name", name.substring(end + 1));
  }

  private void dependencies(ArrayNode dependencies) {
    Set<String> parts = new LinkedHashSet<>();
    facts.operatingSystem().ifPresent(_ -> parts.add(SYSTEM));
    facts.packages().forEach(installed -> parts.add(document.reference(installed)));
    ObjectNode image = dependencies.addObject().put("ref", IMAGE);
    Document.strings(image, "dependsOn", List.copyOf(parts));
  }

  /** One entry for each id; it names all packages that are affected. */
  private void vulnerabilities(ArrayNode entries) {
    Map<String, List<Vulnerability>> byId = new LinkedHashMap<>();
    for (Vulnerability vulnerability : assessment.vulnerabilities()) {
      byId.computeIfAbsent(vulnerability.id(), _ -> new ArrayList<>()).add(vulnerability);
    }
    byId.forEach((_, same) -> vulnerability(entries.addObject(), same));
  }

  private void vulnerability(ObjectNode entry, List<Vulnerability> same) {
    Vulnerability first = same.getFirst();
    entry.put("id", first.id());
    if (!first.dataSource().isEmpty()) {
      entry.putObject("source").put("name", first.dataSource());
    }
    if (!first.aliases().isEmpty()) {
      ArrayNode references = entry.putArray("references");
      for (String alias : new LinkedHashSet<>(first.aliases())) {
        references.addObject().put("id", alias).putObject("source").put("name", authority(alias));
      }
    }
    ratings(entry.putArray("ratings"), first);
    if (!first.title().isEmpty()) {
      entry.put("description", first.title());
    }
    Set<String> upgrades = new LinkedHashSet<>();
    for (Vulnerability vulnerability : same) {
      if (!vulnerability.fixed().isEmpty()) {
        upgrades.add(
            "Upgrade " + vulnerability.affected().name() + " to version " + vulnerability.fixed());
      }
    }
    if (!upgrades.isEmpty()) {
      entry.put("recommendation", String.join("; ", upgrades));
    }
    first.published().ifPresent(published -> entry.put("published", published.toString()));
    ArrayNode affects = entry.putArray("affects");
    Set<String> named = new LinkedHashSet<>();
    for (Vulnerability vulnerability : same) {
      String reference = document.reference(vulnerability.affected());
      if (!reference.isEmpty() && named.add(reference)) {
        ObjectNode affected = affects.addObject().put("ref", reference);
        affected
            .putArray("versions")
            .addObject()
            .put("version", vulnerability.affected().version())
            .put("status", "affected");
      }
    }
    property(entry, "breakwater:status", first.status().toString());
    if (first.exploited()) {
      property(entry, "breakwater:exploited", "true");
    }
    first.epss().ifPresent(epss -> property(entry, "breakwater:epss", Double.toString(epss)));
    first.vendorIds().forEach(id -> property(entry, "breakwater:vendor-id", id));
  }

  private static void ratings(ArrayNode ratings, Vulnerability vulnerability) {
    ObjectNode stated = ratings.addObject();
    if (!vulnerability.severitySource().isEmpty()) {
      stated.putObject("source").put("name", vulnerability.severitySource());
    }
    stated.put("severity", severity(vulnerability.severity()));
    for (Cvss cvss : vulnerability.cvss()) {
      ObjectNode rating = ratings.addObject();
      rating.putObject("source").put("name", cvss.source());
      rating.put("score", cvss.score());
      rating.put("method", method(cvss.vector()));
      rating.put("vector", cvss.vector());
    }
  }

  private static String severity(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static String method(String vector) {
    if (vector.startsWith("CVSS:4.")) {
      return "CVSSv4";
    }
    if (vector.startsWith("CVSS:3.1")) {
      return "CVSSv31";
    }
    return vector.startsWith("CVSS:3") ? "CVSSv3" : "CVSSv2";
  }

  private static String authority(String id) {
    if (id.startsWith("CVE-")) {
      return "NVD";
    }
    return id.startsWith("GHSA-") ? "GitHub" : id.split("-", 2)[0];
  }

  private static void property(ObjectNode parent, String name, String value) {
    parent.withArrayProperty("properties").addObject().put("name", name).put("value", value);
  }
}
