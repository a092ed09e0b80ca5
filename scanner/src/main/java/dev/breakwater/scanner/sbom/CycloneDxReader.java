package dev.breakwater.scanner.sbom;

import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX</a> in JSON. Where a package's
 * file and source are said in properties, those of Breakwater, Trivy and Syft are understood.
 */
final class CycloneDxReader {

  private static final String BREAKWATER = "breakwater:";
  private static final String TRIVY = "aquasecurity:trivy:";

  private final PackageCollector collector = new PackageCollector();

  Sbom read(JsonObject root) throws MalformedException {
    components(root.objects("components"));
    Optional<JsonObject> metadata = root.object("metadata");
    if (metadata.isPresent()) {
      Optional<JsonObject> subject = metadata.get().object("component");
      if (subject.isPresent()) {
        describes(subject.get());
        components(subject.get().objects("components"));
      }
    }
    return collector.sbom();
  }

  private void describes(JsonObject subject) throws MalformedException {
    String name = subject.text("name").orElse("");
    String version = subject.text("version").orElse("");
    collector.describes(
        subject.text("purl").orElse(""),
        name,
        version.isEmpty() ? "" : name + ":" + version,
        version.isEmpty() ? "" : name + "@" + version);
  }

  /** Components nest; the depth is bounded by that of the document. */
  private void components(List<JsonObject> components) throws MalformedException {
    for (JsonObject component : components) {
      String name = component.text("name").orElse("");
      if (component.text("type").orElse("").equals("operating-system")) {
        collector.declare(
            new OperatingSystem(
                name.toLowerCase(Locale.ROOT),
                component.text("version").orElse(""),
                component.text("description")));
      }
      Optional<String> purl = component.text("purl");
      if (purl.isPresent()) {
        Map<String, String> properties = properties(component);
        collector.add(
            "component " + name,
            purl.get(),
            spelled(component, name),
            source(properties),
            licenses(component),
            path(properties));
      }
      components(component.objects("components"));
    }
  }

  /** Ecosystems with namespaces have them in {@code group}. */
  private static String spelled(JsonObject component, String name) throws MalformedException {
    String group = component.text("group").orElse("");
    return group.isEmpty() ? name : group + "/" + name;
  }

  private static Map<String, String> properties(JsonObject component) throws MalformedException {
    Map<String, String> properties = new HashMap<>();
    for (JsonObject property : component.objects("properties")) {
      properties.putIfAbsent(property.text("name").orElse(""), property.text("value").orElse(""));
    }
    return properties;
  }

  private static Optional<Source> source(Map<String, String> properties) {
    String name =
        properties.getOrDefault(
            BREAKWATER + "source:name", properties.getOrDefault(TRIVY + "SrcName", ""));
    String version =
        properties.getOrDefault(BREAKWATER + "source:version", trivyVersion(properties));
    return name.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : Optional.of(new Source(name, version));
  }

  private static String trivyVersion(Map<String, String> properties) {
    String version = properties.getOrDefault(TRIVY + "SrcVersion", "");
    String release = properties.getOrDefault(TRIVY + "SrcRelease", "");
    String epoch = properties.getOrDefault(TRIVY + "SrcEpoch", "0");
    return (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
        + version
        + (release.isEmpty() ? "" : "-" + release);
  }

  private static String path(Map<String, String> properties) {
    String path =
        properties.getOrDefault(
            BREAKWATER + "path",
            properties.getOrDefault(
                TRIVY + "FilePath", properties.getOrDefault("syft:location:0:path", "")));
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static List<String> licenses(JsonObject component) throws MalformedException {
    List<String> licenses = new ArrayList<>();
    for (JsonObject choice : component.objects("licenses")) {
      choice.text("expression").ifPresent(licenses::add);
      Optional<JsonObject> license = choice.object("license");
      if (license.isPresent()) {
        Optional<String> id = license.get().text("id");
        (id.isPresent() ? id : license.get().text("name")).ifPresent(licenses::add);
      }
    }
    return licenses;
  }
}
