package dev.breakwater.engine.imagepolicy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.BaseImage;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.image.reference.Digest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/** Scans of images as a test writes them: by reference, everything but the state optional. */
final class WrittenScans implements ImageScans {
  static final Instant FIRST_SEEN = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<String, ImageScan> scans = new LinkedHashMap<>();

  WrittenScans(String yaml) {
    JsonNode images = Serialization.unmarshal(yaml, JsonNode.class);
    images.properties().forEach(image -> scans.put(image.getKey(), scan(image.getValue())));
  }

  @Override
  public Optional<ImageScan> of(String namespace, RunningImage image) {
    return Optional.ofNullable(scans.get(image.image()));
  }

  private static ImageScan scan(JsonNode image) {
    Instant now = Instant.parse("2026-03-01T00:00:00Z");
    return switch (image.path("state").asText("Scanned")) {
      case "Pending" -> new ImageScan.Pending();
      case "Failed" ->
          new ImageScan.Failed("NotInRegistry", "the registry says 404", now, Optional.empty());
      default ->
          new ImageScan.Scanned(
              assessment(image),
              now,
              image.has("firstSeen") ? Instant.parse(image.get("firstSeen").asText()) : FIRST_SEEN);
    };
  }

  private static Assessment assessment(JsonNode image) {
    return new Assessment(
        facts(image),
        stream(image.path("vulnerabilities"), WrittenScans::vulnerability),
        Optional.empty(),
        stream(
            image.path("notAssessed"),
            text -> new Problem(Problem.Kind.NOT_ASSESSED, "", text.asText())),
        image.path("advisories").asBoolean(true)
            ? Optional.of(new Assessment.Advisories(FIRST_SEEN, List.of("here")))
            : Optional.empty());
  }

  private static ImageFacts facts(JsonNode image) {
    return new ImageFacts(
        Digest.parse("sha256:" + "1".repeat(64)).orElseThrow(),
        Optional.empty(),
        new Platform("linux", "amd64", ""),
        new ImageConfiguration(
            text(image, "created").map(Instant::parse),
            image.path("user").asText("1000"),
            stream(image.path("ports"), JsonNode::asText),
            List.of(),
            List.of(),
            strings(image.path("environment")),
            strings(image.path("labels")),
            Optional.empty(),
            List.of()),
        List.of(),
        image.has("base")
            ? Optional.of(
                new BaseImage(
                    image.at("/base/name").asText(),
                    BaseImage.Evidence.valueOf(image.at("/base/evidence").asText())))
            : Optional.empty(),
        Optional.of(new OperatingSystem("debian", "12.5", Optional.empty())),
        List.of(),
        stream(image.path("packages"), one -> installed(one.asText(), "1.0")),
        stream(image.path("secrets"), WrittenScans::secret),
        List.of(),
        List.of());
  }

  private static Vulnerability vulnerability(JsonNode one) {
    return new Vulnerability(
        one.path("id").asText(),
        stream(one.path("aliases"), JsonNode::asText),
        List.of(),
        Severity.valueOf(one.path("severity").asText().toUpperCase(Locale.ROOT)),
        "debian",
        installed(one.path("package").asText(), one.path("installed").asText()),
        one.path("fixed").asText(""),
        one.path("fixed").asText("").isEmpty()
            ? Vulnerability.Status.AFFECTED
            : Vulnerability.Status.FIXED,
        "",
        List.of(),
        OptionalDouble.empty(),
        one.path("exploited").asBoolean(false),
        text(one, "published").map(Instant::parse),
        "debian");
  }

  private static InstalledPackage installed(String name, String version) {
    return new InstalledPackage(
        PackageType.DEB,
        name,
        version,
        "amd64",
        Optional.empty(),
        "",
        InstalledPackage.Origin.DISTRIBUTION,
        List.of(),
        "var/lib/dpkg/status",
        0);
  }

  private static Secret secret(JsonNode one) {
    return new Secret(
        one.path("rule").asText(),
        one.path("title").asText(),
        Severity.valueOf(one.path("severity").asText().toUpperCase(Locale.ROOT)),
        one.path("path").asText(),
        1,
        "****",
        0);
  }

  private static Optional<String> text(JsonNode node, String field) {
    return node.has(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
  }

  private static Map<String, String> strings(JsonNode node) {
    Map<String, String> strings = new LinkedHashMap<>();
    node.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
    return strings;
  }

  private static <T> List<T> stream(
      JsonNode list, java.util.function.Function<JsonNode, T> reader) {
    return new ArrayList<>(StreamSupport.stream(list.spliterator(), false).map(reader).toList());
  }
}
