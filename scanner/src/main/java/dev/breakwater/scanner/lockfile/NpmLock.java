package dev.breakwater.scanner.lockfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * npm's <a
 * href="https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json">package-lock.json</a>:
 * version 1 nests {@code dependencies}, later ones list {@code packages} by their folders.
 */
final class NpmLock {

  private static final String FOLDER = "node_modules/";

  private NpmLock() {}

  static Collection<Declared> read(byte[] content) throws IOException {
    JsonNode lock = Json.tree(content, "package-lock.json");
    return lock.path("packages").isObject() ? flat(lock.path("packages")) : nested(lock);
  }

  private static List<Declared> nested(JsonNode lock) {
    List<Declared> found = new ArrayList<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(lock));
    while (!open.isEmpty()) {
      for (Map.Entry<String, JsonNode> each : open.pop().path("dependencies").properties()) {
        add(found, each.getKey(), each.getValue());
        open.push(each.getValue());
      }
    }
    return found;
  }

  private static List<Declared> flat(JsonNode packages) {
    List<Declared> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : packages.properties()) {
      int folder = each.getKey().lastIndexOf(FOLDER);
      if (folder >= 0) {
        boolean link = each.getValue().path("link").asBoolean();
        String renamed = Json.text(each.getValue(), "name");
        // A link leads to a package of the project itself.
        JsonNode target =
            link ? packages.path(Json.text(each.getValue(), "resolved")) : each.getValue();
        add(
            found,
            renamed.isEmpty() ? each.getKey().substring(folder + FOLDER.length()) : renamed,
            target);
      }
    }
    return found;
  }

  private static void add(List<Declared> found, String name, JsonNode each) {
    String version = Json.text(each, "version");
    if (!each.path("dev").asBoolean() && !name.isEmpty() && !version.isEmpty()) {
      found.add(new Declared(PackageType.NPM, name, version));
    }
  }
}
