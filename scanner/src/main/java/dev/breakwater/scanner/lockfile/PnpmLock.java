package dev.breakwater.scanner.lockfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import dev.breakwater.scanner.language.Yaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * pnpm's <a href="https://github.com/pnpm/spec/tree/master/lockfile">pnpm-lock.yaml</a>. Until
 * version 8 each package says whether it is for development; in version 9 that follows from the
 * importers and the snapshots.
 */
final class PnpmLock {

  private static final List<String> NEEDED = List.of("dependencies", "optionalDependencies");

  private PnpmLock() {}

  static Collection<Declared> read(byte[] content) throws IOException {
    JsonNode lock = Yaml.tree(content, "pnpm-lock.yaml");
    double version = lock.path("lockfileVersion").asDouble();
    return version >= 9 ? linked(lock) : marked(lock.path("packages"), version);
  }

  private static List<Declared> marked(JsonNode packages, double version) {
    List<Declared> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : packages.properties()) {
      if (!Json.text(each.getValue(), "dev").equals("true")) {
        // The registry, or nothing, stands before the first slash.
        String key = each.getKey().substring(each.getKey().indexOf('/') + 1);
        String name = Json.text(each.getValue(), "name");
        String ownVersion = Json.text(each.getValue(), "version");
        int split =
            key.indexOf(version < 6 ? '/' : '@', key.startsWith("@") ? separator(key, version) : 0);
        if (!name.isEmpty() && !ownVersion.isEmpty()) {
          found.add(new Declared(PackageType.NPM, name, ownVersion));
        } else if (split > 0) {
          add(found, key.substring(0, split), withoutPeers(key.substring(split + 1), version));
        }
      }
    }
    return found;
  }

  /** Where to look for the end of a name with a scope. */
  private static int separator(String key, double version) {
    return version < 6 ? key.indexOf('/') + 1 : 1;
  }

  private static List<Declared> linked(JsonNode lock) {
    JsonNode snapshots = lock.path("snapshots");
    List<String> roots = new ArrayList<>();
    for (JsonNode importer : lock.path("importers")) {
      for (String kind : NEEDED) {
        for (Map.Entry<String, JsonNode> each : importer.path(kind).properties()) {
          roots.add(snapshot(each.getKey(), Json.text(each.getValue(), "version"), snapshots));
        }
      }
    }
    Set<String> reached =
        Reachable.from(roots, key -> dependencies(snapshots.path(key), snapshots));
    List<Declared> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : snapshots.properties()) {
      String key = withoutPeers(each.getKey(), 9);
      int split = key.indexOf('@', 1);
      if (reached.contains(each.getKey()) && split > 0) {
        String declared = Json.text(lock.path("packages").path(key), "version");
        add(
            found,
            key.substring(0, split),
            declared.isEmpty() ? key.substring(split + 1) : declared);
      }
    }
    return found;
  }

  private static List<String> dependencies(JsonNode snapshot, JsonNode snapshots) {
    List<String> keys = new ArrayList<>();
    for (String kind : NEEDED) {
      for (Map.Entry<String, JsonNode> each : snapshot.path(kind).properties()) {
        keys.add(snapshot(each.getKey(), each.getValue().asText(""), snapshots));
      }
    }
    return keys;
  }

  /** The key of a snapshot: an alias is written with the real name already. */
  private static String snapshot(String name, String version, JsonNode snapshots) {
    return snapshots.has(version) ? version : name + "@" + version;
  }

  /**
   * {@code 7.21.5_@babel+core@7.21.8} before version 6, {@code 7.21.5(@babel/core@7.20.7)} since.
   */
  private static String withoutPeers(String text, double version) {
    int peers = text.indexOf(version < 6 ? '_' : '(');
    return peers < 0 ? text : text.substring(0, peers);
  }

  /** What comes from a folder or an address has no version. */
  private static void add(List<Declared> found, String name, String version) {
    if (!version.isEmpty() && Character.isDigit(version.charAt(0))) {
      found.add(new Declared(PackageType.NPM, name, version));
    }
  }
}
