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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The lock files of Pipenv, Poetry, uv and PDM. */
final class PythonLocks {

  private PythonLocks() {}

  /** Pipenv: {@code default} is for production, {@code develop} is not. */
  static Collection<Declared> readPipfile(byte[] content) throws IOException {
    List<Declared> found = new ArrayList<>();
    JsonNode packages = Json.tree(content, "Pipfile.lock").path("default");
    for (Map.Entry<String, JsonNode> each : packages.properties()) {
      String version = Json.text(each.getValue(), "version");
      if (version.startsWith("==")) {
        found.add(new Declared(PackageType.PYPI, each.getKey(), version.substring(2)));
      }
    }
    return found;
  }

  /** PDM: what only groups other than {@code default} need is left out. */
  static Collection<Declared> readPdm(byte[] content) throws IOException {
    return declared(
        Toml.tree(content, "pdm.lock"),
        each -> !each.has("groups") || contains(each.path("groups"), "default"));
  }

  /**
   * Poetry: since version 2 a package says its groups, before 1.5 its category; between them only
   * the project's manifest tells what is for development.
   */
  static Collection<Declared> readPoetry(byte[] content, Neighbours neighbours) throws IOException {
    JsonNode lock = Toml.tree(content, "poetry.lock");
    boolean told =
        lock.path("package").path(0).has("groups") || lock.path("package").path(0).has("category");
    Optional<byte[]> manifest = told ? Optional.empty() : neighbours.file("pyproject.toml");
    if (manifest.isPresent()) {
      Set<String> roots = requirements(Toml.tree(manifest.get(), "pyproject.toml"));
      Map<String, List<String>> needs = new HashMap<>();
      for (JsonNode each : lock.path("package")) {
        needs
            .computeIfAbsent(normal(Json.text(each, "name")), name -> new ArrayList<>())
            .addAll(keys(each.path("dependencies")));
      }
      Set<String> reached = Reachable.from(roots, name -> needs.getOrDefault(name, List.of()));
      return declared(lock, each -> reached.contains(normal(Json.text(each, "name"))));
    }
    return declared(
        lock,
        each ->
            !Json.text(each, "category").equals("dev")
                && (!each.has("groups") || contains(each.path("groups"), "main")));
  }

  /** uv: what the project itself needs, its optional dependencies among it. */
  static Collection<Declared> readUv(byte[] content) throws IOException {
    JsonNode lock = Toml.tree(content, "uv.lock");
    Map<String, List<String>> needs = new HashMap<>();
    List<String> roots = new ArrayList<>();
    for (JsonNode each : lock.path("package")) {
      String name = Json.text(each, "name");
      List<String> needed = needs.computeIfAbsent(name, key -> new ArrayList<>());
      each.path("dependencies").forEach(next -> needed.add(Json.text(next, "name")));
      for (JsonNode extra : each.path("optional-dependencies")) {
        extra.forEach(next -> needed.add(Json.text(next, "name")));
      }
      if (isOwn(each)) {
        roots.add(name);
      }
    }
    Set<String> reached = Reachable.from(roots, name -> needs.getOrDefault(name, List.of()));
    return declared(
        lock,
        each -> !isOwn(each) && (roots.isEmpty() || reached.contains(Json.text(each, "name"))));
  }

  private static boolean isOwn(JsonNode uvPackage) {
    JsonNode source = uvPackage.path("source");
    return source.has("editable") || source.has("virtual");
  }

  private static List<Declared> declared(JsonNode lock, Predicate<JsonNode> needed) {
    List<Declared> found = new ArrayList<>();
    for (JsonNode each : lock.path("package")) {
      String name = Json.text(each, "name");
      String version = Json.text(each, "version");
      if (!name.isEmpty() && !version.isEmpty() && needed.test(each)) {
        found.add(new Declared(PackageType.PYPI, name, version));
      }
    }
    return found;
  }

  /** What a project requires, by Poetry's own table and by PEP 621. */
  private static Set<String> requirements(JsonNode manifest) {
    Set<String> names =
        new HashSet<>(keys(manifest.path("tool").path("poetry").path("dependencies")));
    List<JsonNode> lists = new ArrayList<>(List.of(manifest.path("project").path("dependencies")));
    manifest.path("project").path("optional-dependencies").forEach(lists::add);
    for (JsonNode list : lists) {
      for (JsonNode each : list) {
        String requirement = each.asText("");
        int end = 0;
        while (end < requirement.length()
            && (Character.isLetterOrDigit(requirement.charAt(end))
                || "._-".indexOf(requirement.charAt(end)) >= 0)) {
          end++;
        }
        names.add(normal(requirement.substring(0, end)));
      }
    }
    return names;
  }

  private static List<String> keys(JsonNode table) {
    List<String> keys = new ArrayList<>();
    table.fieldNames().forEachRemaining(key -> keys.add(normal(key)));
    return keys;
  }

  /** Names are compared as PyPI does: {@code Foo.Bar_baz} is {@code foo-bar-baz}. */
  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
  }

  private static boolean contains(JsonNode list, String text) {
    for (JsonNode each : list) {
      if (each.asText("").equals(text)) {
        return true;
      }
    }
    return false;
  }
}
