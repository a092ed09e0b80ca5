package dev.breakwater.api.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fills in what the generator cannot know: list types, formats of times and quantities, and the
 * rules of types that come from Kubernetes itself and so carry no annotations of ours.
 */
final class SchemaCompletion {
  /** Types of Kubernetes, recognised by the names of their properties. */
  private static final List<JsonNode> KUBERNETES_TYPES =
      List.of(
          fragment("label-selector"),
          fragment("network-policy-peer"),
          fragment("network-policy-port"),
          fragment("limit-range-item"),
          fragment("condition"));

  private static final Set<String> TIMES =
      Set.of(
          "nextScheduleTime",
          "lastScheduleTime",
          "lastSuccessfulTime",
          "scheduleTime",
          "startTime",
          "completionTime",
          "scanTime",
          "since",
          "firstSeen");

  /**
   * As in {@code k8s.io/apimachinery/pkg/api/resource}, without a sign: nothing here is negative.
   */
  private static final String QUANTITY =
      "^([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

  private SchemaCompletion() {}

  static void complete(ObjectNode schema) {
    adoptKubernetesType(schema);
    if (schema.path("type").asText().equals("array") && !schema.has("x-kubernetes-list-type")) {
      schema.put("x-kubernetes-list-type", "atomic");
    }
    if (schema.has("x-kubernetes-int-or-string")) {
      schema.put("pattern", QUANTITY);
      schema.put("minimum", 0);
    }
    JsonNode properties = schema.path("properties");
    for (String name : names(properties)) {
      ObjectNode property = (ObjectNode) properties.get(name);
      if (TIMES.contains(name)) {
        property.put("format", "date-time");
      }
      if (name.equals("conditions")) {
        property.put("x-kubernetes-list-type", "map");
        property.putArray("x-kubernetes-list-map-keys").add("type");
        property.put("maxItems", 16);
      }
      if (!name.equals("port")) {
        complete(property);
      }
    }
    if (schema.get("items") instanceof ObjectNode items) {
      complete(items);
    }
    if (schema.get("additionalProperties") instanceof ObjectNode values) {
      complete(values);
    }
  }

  /**
   * Gives the items of the list at {@code pointer} the rules of a fragment; annotations reach only
   * the list itself.
   */
  static void completeItems(ObjectNode schema, String pointer, String fragment) {
    ObjectNode items = (ObjectNode) schema.at(pointer).get("items");
    items.setAll((ObjectNode) fragment(fragment));
  }

  private static void adoptKubernetesType(ObjectNode schema) {
    Set<String> properties = names(schema.path("properties"));
    for (JsonNode type : KUBERNETES_TYPES) {
      if (properties.equals(names(type.get("properties")))) {
        schema.setAll((ObjectNode) type.deepCopy());
      }
    }
  }

  private static Set<String> names(JsonNode properties) {
    Set<String> names = new HashSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode fragment(String name) {
    try (InputStream resource =
        SchemaCompletion.class.getResourceAsStream("/schemas/" + name + ".yaml")) {
      return Definitions.YAML.readTree(resource);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
