package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.InstalledPackage.Source;
import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.Exploitation;
import dev.breakwater.scanner.advisory.OsvAdvisories;
import dev.breakwater.scanner.bbolt.BoltWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image and a database to judge it with, put together in a test. */
final class Stand {
  private final Map<String, ?> database;
  private final List<InstalledPackage> packages = new ArrayList<>();
  private final List<BuildInfo> builds = new ArrayList<>();
  private Optional<OperatingSystem> system = Optional.empty();
  private Optional<OsvAdvisories> osv = Optional.empty();
  private boolean additive;

  private Stand(Map<String, ?> database) {
    this.database = database;
  }

  static Stand with(Map<String, ?> database) {
    return new Stand(database);
  }

  Stand on(String family, String version) {
    return on(family, version, "");
  }

  Stand on(String family, String version, String stream) {
    system = Optional.of(new OperatingSystem(family, version, Optional.empty(), stream));
    return this;
  }

  Stand osv(OsvAdvisories records) {
    osv = Optional.of(records);
    return this;
  }

  Stand additive() {
    additive = true;
    return this;
  }

  Stand built(BuildInfo build) {
    builds.add(build);
    return this;
  }

  Stand has(InstalledPackage installed) {
    packages.add(installed);
    return this;
  }

  static InstalledPackage installed(PackageType type, String name, String version) {
    return new InstalledPackage(
        type, name, version, "", Optional.empty(), "", Origin.DISTRIBUTION, List.of(), "db", 0);
  }

  static InstalledPackage builtFrom(InstalledPackage binary, String source, String version) {
    return new InstalledPackage(
        binary.type(),
        binary.name(),
        binary.version(),
        binary.architecture(),
        Optional.of(new Source(source, version)),
        binary.module(),
        binary.origin(),
        List.of(),
        binary.path(),
        binary.layer());
  }

  static InstalledPackage rpm(String name, String version, String arch) {
    return rpm(name, version, arch, "", 0);
  }

  static InstalledPackage rpm(String name, String version, String arch, String module, int layer) {
    return new InstalledPackage(
        PackageType.RPM,
        name,
        version,
        arch,
        Optional.empty(),
        module,
        Origin.DISTRIBUTION,
        List.of(),
        "var/lib/rpm/rpmdb.sqlite",
        layer);
  }

  Assessment assess() throws IOException {
    return assess(Exploitation.UNKNOWN);
  }

  Assessment assess(Exploitation exploitation) throws IOException {
    Path file = Files.createTempFile("stand", ".db");
    try {
      Files.write(file, BoltWriter.write(database));
      try (AdvisoryDatabase open = AdvisoryDatabase.open(file)) {
        return new Matcher(new Sources(Optional.of(open), osv, additive, exploitation))
            .assess(facts(), Optional.empty());
      }
    } finally {
      Files.delete(file);
    }
  }

  ImageFacts facts() {
    return new ImageFacts(
        Digest.parse("sha256:" + "0".repeat(64)).orElseThrow(),
        Optional.empty(),
        new Platform("linux", "amd64", ""),
        new ImageConfiguration(
            Optional.empty(),
            "",
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            List.of()),
        List.of(),
        Optional.empty(),
        system,
        builds,
        packages,
        List.of(),
        List.of(),
        List.of());
  }
}
