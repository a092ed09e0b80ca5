package dev.breakwater.api.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed is what the beans say, and what was released once stays. */
class DefinitionsTest {
  private static final Path MODULE = Path.of(System.getProperty("breakwater.root"), "crds");
  private static final Path COMMITTED = MODULE.resolve("generated");
  private static final Path RELEASED = MODULE.resolve("released/v1alpha1.txt");
  private static final String RELEASED_HEADER =
      "# What a release promised: it stays. Written at a release: mvn -pl crds test"
          + " -Dcrds.release=true\n";
  private static final boolean RELEASE = Boolean.getBoolean("crds.release");
  private static final boolean WRITE = Boolean.getBoolean("crds.write");

  @TempDir Path scratch;
  private Map<String, String> generated = Map.of();

  @BeforeEach
  void generate() throws IOException {
    generated = Definitions.generate(scratch);
    if (WRITE) {
      Files.createDirectories(COMMITTED);
      for (Map.Entry<String, String> file : generated.entrySet()) {
        Files.writeString(COMMITTED.resolve(file.getKey()), file.getValue());
      }
    }
  }

  @Test
  void the_committed_definitions_are_what_the_beans_say() throws IOException {
    for (Map.Entry<String, String> file : generated.entrySet()) {
      Path committed = COMMITTED.resolve(file.getKey());
      String content = Files.exists(committed) ? Files.readString(committed) : "";
      if (!content.equals(file.getValue())) {
        fail(
            "crds/generated/%s differs from the beans: run mvn -pl crds test -Dcrds.write=true,"
                + " look at the difference and commit it. %s",
            file.getKey(), firstDifference(content, file.getValue()));
      }
    }
    try (Stream<Path> files = Files.list(COMMITTED)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .as("files in crds/generated")
          .containsExactlyInAnyOrderElementsOf(generated.keySet());
    }
  }

  @Test
  void no_released_property_disappears() throws IOException {
    TreeSet<String> now = new TreeSet<>();
    forEachSchema((path, schema) -> now.add(path + " " + type(schema)));
    if (RELEASE) {
      Files.writeString(RELEASED, RELEASED_HEADER + String.join("\n", now) + "\n");
    }
    List<String> gone =
        Files.readAllLines(RELEASED).stream()
            .filter(line -> !line.startsWith("#") && !now.contains(line))
            .toList();
    assertThat(gone)
        .as(
            "properties, enum values or types in crds/released/v1alpha1.txt that are no longer"
                + " there. Users have them in their repositories: bring them back, or serve a new"
                + " version")
        .isEmpty();
  }

  @Test
  void every_property_explains_itself() throws IOException {
    List<String> silent = new ArrayList<>();
    forEachSchema(
        (path, schema) -> {
          boolean named = !path.endsWith("[]") && !path.endsWith("{}") && !path.contains("=");
          if (named && schema.path("description").asText().length() < 12) {
            silent.add(path);
          }
        });
    assertThat(silent).as("properties for which kubectl explain says nothing").isEmpty();
  }

  @Test
  void every_list_is_bounded_where_people_write_it() throws IOException {
    List<String> unbounded = new ArrayList<>();
    forEachSchema(
        (path, schema) -> {
          if (path.contains(".spec") && type(schema).equals("array") && !schema.has("maxItems")) {
            unbounded.add(path);
          }
          if (path.contains(".spec")
              && schema.has("additionalProperties")
              && !schema.has("maxProperties")) {
            unbounded.add(path);
          }
        });
    assertThat(unbounded).as("lists and maps without a bound").isEmpty();
  }

  private interface Visitor {
    void visit(String path, JsonNode schema);
  }

  private void forEachSchema(Visitor visitor) throws IOException {
    for (String content : generated.values()) {
      JsonNode definition = Definitions.YAML.readTree(content);
      walk(
          definition.at("/spec/names/kind").asText(),
          definition.at("/spec/versions/0/schema/openAPIV3Schema"),
          visitor);
    }
  }

  private static void walk(String path, JsonNode schema, Visitor visitor) {
    visitor.visit(path, schema);
    schema.path("enum").forEach(value -> visitor.visit(path + "=" + value.asText(), schema));
    schema
        .path("properties")
        .properties()
        .forEach(property -> walk(path + "." + property.getKey(), property.getValue(), visitor));
    if (schema.path("items").isObject()) {
      walk(path + "[]", schema.get("items"), visitor);
    }
    if (schema.path("additionalProperties").isObject()) {
      walk(path + "{}", schema.get("additionalProperties"), visitor);
    }
  }

  private static String type(JsonNode schema) {
    return schema.has("x-kubernetes-int-or-string")
        ? "integer-or-string"
        : schema.path("type").asText("any");
  }

  private static String firstDifference(String committed, String generated) {
    List<String> before = committed.lines().toList();
    List<String> after = generated.lines().toList();
    int line = 0;
    while (line < before.size()
        && line < after.size()
        && before.get(line).equals(after.get(line))) {
      line++;
    }
    return "First difference, line %d: committed '%s', generated '%s'"
        .formatted(
            line + 1,
            line < before.size() ? before.get(line).strip() : "",
            line < after.size() ? after.get(line).strip() : "");
  }
}
