package dev.breakwater.api.generation;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.NetworkIsolationProfile;
import dev.breakwater.api.v1alpha1.ScanSchedule;
import dev.breakwater.api.v1alpha1.SecurityReport;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The custom resource definitions as they are committed: what the generator makes of the beans,
 * with the columns in a reader's order and the parts filled in that annotations cannot say ({@link
 * SchemaCompletion}).
 */
final class Definitions {
  static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ScanSchedule.class,
          ImagePolicy.class,
          NetworkIsolationProfile.class,
          SecurityReport.class);

  private static final String HEADER =
      "# Generated from the beans in crds/src/main: mvn -pl crds test -Dcrds.write=true\n";

  static final ObjectMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                  .build())
          .build();

  private Definitions() {}

  /**
   * Content of each committed file, by file name; {@code scratch} is an empty folder to work in.
   */
  static Map<String, String> generate(Path scratch) throws IOException {
    new CRDGenerator()
        .customResourceClasses(List.copyOf(KINDS))
        .inOutputDir(scratch.toFile())
        .generate();
    Map<String, String> files = new TreeMap<>();
    for (Class<? extends HasMetadata> kind : KINDS) {
      String name = HasMetadata.getFullResourceName(kind);
      Path generated = scratch.resolve(name + "-v1.yml");
      ObjectNode definition = (ObjectNode) YAML.readTree(Files.readString(generated));
      complete(definition, kind);
      files.put(
          "breakwater.dev_" + HasMetadata.getPlural(kind) + ".yaml",
          HEADER + YAML.writeValueAsString(definition));
    }
    return files;
  }

  private static void complete(ObjectNode definition, Class<? extends HasMetadata> kind) {
    ObjectNode version = (ObjectNode) definition.at("/spec/versions/0");
    version.set("additionalPrinterColumns", columns(kind, version.get("additionalPrinterColumns")));
    ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
    schema.put("description", kind.getAnnotation(JsonClassDescription.class).value());
    SchemaCompletion.complete(schema);
    if (kind == ImagePolicy.class) {
      String spec = "/properties/spec/properties";
      String registries = spec + "/source/properties/registries/properties";
      SchemaCompletion.completeItems(schema, spec + "/match/properties/images", "image-pattern");
      SchemaCompletion.completeItems(schema, registries + "/allow", "image-pattern");
      SchemaCompletion.completeItems(schema, registries + "/deny", "image-pattern");
      SchemaCompletion.completeItems(
          schema, spec + "/source/properties/baseImages/properties/allow", "image-pattern");
      SchemaCompletion.completeItems(
          schema, spec + "/exceptions/items/properties/images", "image-pattern");
      SchemaCompletion.completeItems(
          schema, spec + "/source/properties/tags/properties/deny", "tag-pattern");
    }
    if (kind == SecurityReport.class) {
      version.remove("subresources");
      require(schema, "scope");
    } else {
      require(schema, "spec");
      property(schema, "spec").put("description", "What is wanted. Written by people.");
      property(schema, "status").put("description", "What is. Written by the operator.");
    }
  }

  private static ObjectNode property(ObjectNode schema, String name) {
    return (ObjectNode) schema.get("properties").get(name);
  }

  private static void require(ObjectNode schema, String property) {
    schema.putArray("required").add(property);
  }

  /** The generator sorts columns by path; a reader wants them as they are declared. */
  private static ArrayNode columns(Class<?> kind, JsonNode generated) {
    List<JsonNode> remaining = new ArrayList<>();
    generated.forEach(remaining::add);
    ArrayNode ordered = YAML.createArrayNode();
    for (AdditionalPrinterColumn column :
        kind.getAnnotationsByType(AdditionalPrinterColumn.class)) {
      JsonNode match =
          remaining.stream()
              .filter(candidate -> candidate.get("name").asText().equals(column.name()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "no column " + column.name() + " was generated for " + kind));
      remaining.remove(match);
      ordered.add(match);
    }
    if (!remaining.isEmpty()) {
      throw new IllegalStateException("columns without a place: " + remaining);
    }
    return ordered;
  }
}
