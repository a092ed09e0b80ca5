package dev.breakwater.scanner.lockfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bun's <a href="https://bun.com/docs/pm/lockfile">bun.lock</a>: JSON with trailing commas. The key
 * of a package is where it is found: {@code a/b} is the b that only a sees.
 */
final class BunLock {

  private static final List<String> NEEDED =
      List.of("dependencies", "optionalDependencies", "peerDependencies");

  private BunLock() {}

  static Collection<Declared> read(byte[] content) throws IOException {
    JsonNode lock = Json.relaxedTree(content, "bun.lock");
    JsonNode packages = lock.path("packages");
    List<String> roots = new ArrayList<>();
    for (JsonNode workspace : lock.path("workspaces")) {
      roots.addAll(needed("", workspace, packages));
    }
    Set<String> reached =
        Reachable.from(
            roots,
            key -> {
              List<String> all = new ArrayList<>();
              for (JsonNode part : packages.path(key)) {
                all.addAll(needed(key, part, packages));
              }
              return all;
            });
    List<Declared> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : packages.properties()) {
      String id = each.getValue().path(0).asText("");
      int at = id.indexOf('@', 1);
      if (at > 0
          && at + 1 < id.length()
          && Character.isDigit(id.charAt(at + 1))
          && reached.contains(each.getKey())) {
        found.add(new Declared(PackageType.NPM, id.substring(0, at), id.substring(at + 1)));
      }
    }
    return found;
  }

  private static List<String> needed(String from, JsonNode part, JsonNode packages) {
    List<String> keys = new ArrayList<>();
    for (String kind : NEEDED) {
      for (Map.Entry<String, JsonNode> each : part.path(kind).properties()) {
        keys.add(nearest(from, each.getKey(), packages));
      }
    }
    return keys;
  }

  /** The package as seen from another one: its own first, then those further out. */
  private static String nearest(String from, String name, JsonNode packages) {
    for (String scope = from; !scope.isEmpty(); ) {
      if (packages.has(scope + "/" + name)) {
        return scope + "/" + name;
      }
      int slash = scope.lastIndexOf('/');
      scope = slash < 0 ? "" : scope.substring(0, slash);
    }
    return name;
  }
}
