package dev.breakwater.scanner.lockfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cargo's <a
 * href="https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html">Cargo.lock</a>. The
 * project's own crates have no source and are left out; which dependencies are for development the
 * {@code Cargo.toml} of a single crate tells.
 */
final class CargoLock {

  private CargoLock() {}

  static Collection<Declared> read(byte[] content, Neighbours neighbours) throws IOException {
    JsonNode crates = Toml.tree(content, "Cargo.lock").path("package");
    Map<String, List<JsonNode>> byName = new HashMap<>();
    List<JsonNode> own = new ArrayList<>();
    for (JsonNode crate : crates) {
      byName.computeIfAbsent(Json.text(crate, "name"), name -> new ArrayList<>()).add(crate);
      if (!crate.has("source")) {
        own.add(crate);
      }
    }
    List<JsonNode> roots = new ArrayList<>();
    Optional<Set<String>> needed = own.size() == 1 ? manifest(neighbours) : Optional.empty();
    for (JsonNode crate : own) {
      for (JsonNode next : dependencies(crate, byName)) {
        if (needed.isEmpty() || needed.get().contains(Json.text(next, "name"))) {
          roots.add(next);
        }
      }
    }
    if (own.isEmpty()) {
      crates.forEach(roots::add);
    }
    Set<String> reached =
        Reachable.from(
            roots.stream().map(CargoLock::id).toList(),
            id ->
                byName.getOrDefault(id.substring(0, id.indexOf(' ')), List.of()).stream()
                    .filter(crate -> id(crate).equals(id))
                    .flatMap(crate -> dependencies(crate, byName).stream())
                    .map(CargoLock::id)
                    .toList());
    List<Declared> found = new ArrayList<>();
    for (JsonNode crate : crates) {
      String version = Json.text(crate, "version");
      if (crate.has("source") && !version.isEmpty() && reached.contains(id(crate))) {
        found.add(new Declared(PackageType.CARGO, Json.text(crate, "name"), version));
      }
    }
    return found;
  }

  private static String id(JsonNode crate) {
    return Json.text(crate, "name") + " " + Json.text(crate, "version");
  }

  /** {@code "name"}, and where there are several {@code "name version"}. */
  private static List<JsonNode> dependencies(JsonNode crate, Map<String, List<JsonNode>> byName) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : crate.path("dependencies")) {
      String[] words = each.asText("").split(" ", 3);
      for (JsonNode candidate : byName.getOrDefault(words[0], List.of())) {
        if (words.length == 1 || Json.text(candidate, "version").equals(words[1])) {
          found.add(candidate);
        }
      }
    }
    return found;
  }

  /** The crates that the manifest needs other than for development; empty for a workspace. */
  private static Optional<Set<String>> manifest(Neighbours neighbours) throws IOException {
    Optional<byte[]> content = neighbours.file("Cargo.toml");
    if (content.isEmpty()) {
      return Optional.empty();
    }
    JsonNode manifest = Toml.tree(content.get(), "Cargo.toml");
    if (!manifest.has("package")) {
      return Optional.empty();
    }
    Set<String> names = new HashSet<>();
    List<JsonNode> parts = new ArrayList<>(List.of(manifest));
    manifest.path("target").forEach(parts::add);
    for (JsonNode part : parts) {
      for (String kind : List.of("dependencies", "build-dependencies")) {
        for (Map.Entry<String, JsonNode> each : part.path(kind).properties()) {
          String renamed = Json.text(each.getValue(), "package");
          names.add(renamed.isEmpty() ? each.getKey() : renamed);
        }
      }
    }
    return Optional.of(names);
  }
}
