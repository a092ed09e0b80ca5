package dev.breakwater.engine.imagepolicy;

import com.google.common.collect.ImmutableMap;
import dev.breakwater.engine.cel.Expression;
import dev.breakwater.engine.cel.Language;
import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.image.facts.BaseImage;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.reference.Parsed;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rules of a policy can ask of an image: {@code image}, and {@code now}. */
final class ImageWords {
  private static final CelType TEXTS = ListType.create(SimpleType.STRING);
  private static final StructType SYSTEM =
      struct("System", ImmutableMap.of("family", SimpleType.STRING, "version", SimpleType.STRING));
  private static final StructType BASE =
      struct("Base", ImmutableMap.of("name", SimpleType.STRING, "proven", SimpleType.BOOL));
  private static final StructType PACKAGE =
      struct(
          "Package",
          ImmutableMap.of(
              "type", SimpleType.STRING,
              "name", SimpleType.STRING,
              "version", SimpleType.STRING,
              "path", SimpleType.STRING,
              "licenses", TEXTS));
  private static final StructType IMAGE =
      struct(
          "Image",
          ImmutableMap.ofEntries(
              Map.entry("reference", SimpleType.STRING),
              Map.entry("digest", SimpleType.STRING),
              Map.entry("platform", SimpleType.STRING),
              Map.entry("labels", MapType.create(SimpleType.STRING, SimpleType.STRING)),
              Map.entry("user", SimpleType.STRING),
              Map.entry("environment", TEXTS),
              Map.entry("ports", TEXTS),
              Map.entry("entrypoint", TEXTS),
              Map.entry("command", TEXTS),
              Map.entry("os", SYSTEM),
              Map.entry("base", BASE),
              Map.entry("created", SimpleType.TIMESTAMP),
              Map.entry("firstSeen", SimpleType.TIMESTAMP),
              Map.entry("packages", ListType.create(PACKAGE))));
  private static final Language LANGUAGE =
      new Language(
          List.of(SYSTEM, BASE, PACKAGE, IMAGE),
          Map.of("image", IMAGE, "now", SimpleType.TIMESTAMP));

  private ImageWords() {}

  static Parsed<Expression> read(String expression) {
    return LANGUAGE.read(expression);
  }

  private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
    return StructType.create(
        name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
  }

  static Map<String, Object> values(String image, ImageScan.Scanned scanned, Instant now) {
    ImageFacts facts = scanned.assessment().facts();
    ImageConfiguration configuration = facts.configuration();
    return Map.of(
        "now",
        now,
        "image",
        Map.ofEntries(
            Map.entry("reference", image),
            Map.entry("digest", facts.hasManifest() ? facts.digest().toString() : ""),
            Map.entry("platform", facts.platform().toString()),
            Map.entry("labels", configuration.labels()),
            Map.entry("user", configuration.user()),
            Map.entry("environment", List.copyOf(configuration.environment().keySet())),
            Map.entry("ports", configuration.exposedPorts()),
            Map.entry("entrypoint", configuration.entrypoint()),
            Map.entry("command", configuration.command()),
            Map.entry("os", system(facts.operatingSystem())),
            Map.entry("base", base(facts.base())),
            Map.entry("created", AgeRule.made(scanned).orElse(scanned.firstSeen())),
            Map.entry("firstSeen", scanned.firstSeen()),
            Map.entry("packages", new Packages(facts.packages()))));
  }

  private static Map<String, String> system(Optional<OperatingSystem> system) {
    return Map.of(
        "family", system.map(OperatingSystem::family).orElse(""),
        "version", system.map(OperatingSystem::version).orElse(""));
  }

  private static Map<String, Object> base(Optional<BaseImage> base) {
    return Map.of(
        "name", base.map(BaseImage::name).orElse(""),
        "proven", base.filter(one -> one.evidence() == BaseImage.Evidence.LAYERS).isPresent());
  }

  /** Thousands, that most rules never look at. */
  private static final class Packages extends AbstractList<Map<String, Object>> {
    private final List<InstalledPackage> packages;

    Packages(List<InstalledPackage> packages) {
      this.packages = packages;
    }

    @Override
    public Map<String, Object> get(int index) {
      InstalledPackage one = packages.get(index);
      return Map.of(
          "type", one.type().toString(),
          "name", one.name(),
          "version", one.version(),
          "path", one.path(),
          "licenses", one.licenses());
    }

    @Override
    public int size() {
      return packages.size();
    }
  }
}
