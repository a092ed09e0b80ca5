package dev.breakwater.scanner.php;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import dev.breakwater.scanner.language.Licenses;
import dev.breakwater.scanner.language.PackageFiles;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Packages of PHP as Composer writes them down: in {@code vendor/composer/installed.json} what is
 * installed, in {@code composer.lock} what would be.
 */
public final class ComposerPackages {

  private static final int MAX_SIZE = 32 << 20;

  private static final int MAX_PACKAGES = 100_000;

  private ComposerPackages() {}

  /** Finds installed packages in the files of an image. */
  public static Analyzer analyzer() {
    return new PackageFiles(
        "php 1", ComposerPackages::recognises, MAX_SIZE, ComposerPackages::readInstalled);
  }

  /** Whether this says what Composer has installed. */
  public static boolean recognises(String path) {
    return path.equals("installed.json") || path.endsWith("/installed.json");
  }

  /**
   * Reads what is installed: Composer 1 writes a list, Composer 2 an object with {@code packages}.
   *
   * @param path of the file, without a leading slash
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}
   */
  public static List<InstalledPackage> readInstalled(byte[] json, String path) throws IOException {
    JsonNode document = Json.tree(json, "installed.json");
    return packages(document.isArray() ? document : document.path("packages"), path);
  }

  /**
   * Reads what production would install: {@code packages} without {@code packages-dev}.
   *
   * @param path of the file, without a leading slash
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}
   */
  public static List<InstalledPackage> readLock(byte[] json, String path) throws IOException {
    return packages(Json.tree(json, "composer.lock").path("packages"), path);
  }

  private static List<InstalledPackage> packages(JsonNode list, String path)
      throws LimitExceededException {
    if (list.size() > MAX_PACKAGES) {
      throw new LimitExceededException("packages of Composer", MAX_PACKAGES);
    }
    List<InstalledPackage> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode each : list) {
      String name = Json.text(each, "name");
      String version = Json.text(each, "version");
      if (!name.isEmpty() && !version.isEmpty() && names.add(name)) {
        found.add(
            new Declared(PackageType.COMPOSER, name, version, licenses(each.path("license")))
                .at(path));
      }
    }
    return found;
  }

  private static List<String> licenses(JsonNode license) {
    if (license.isTextual()) {
      return Licenses.of(license.textValue());
    }
    List<String> found = new ArrayList<>();
    for (JsonNode each : license) {
      if (each.isTextual()) {
        found.addAll(Licenses.of(each.textValue()));
      }
    }
    return found;
  }
}
