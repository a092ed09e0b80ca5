package dev.breakwater.engine.isolation;

import dev.breakwater.engine.node.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who owns which field of an object, read from its {@code metadata.managedFields} (KEP-555).
 *
 * <p>The API server writes these entries itself, so that unlike a label they prove who wrote.
 */
final class ManagedFields {
  private final List<Node> entries;

  private ManagedFields(List<Node> entries) {
    this.entries = entries;
  }

  static ManagedFields of(Node object) {
    return new ManagedFields(object.at("metadata", "managedFields").items());
  }

  /** Whether we applied this object, and still own part of its spec or our own annotation. */
  boolean weApplied() {
    return weOwn("spec") || weOwn("metadata", "annotations", Marks.PROFILE_UID);
  }

  /** Whether our applied configuration holds anything at or below {@code path}. */
  boolean weOwn(String... path) {
    return entries.stream().anyMatch(entry -> isOurs(entry) && fields(entry, path).isPresent());
  }

  /** The keys below {@code path} that our applied configuration holds. */
  List<String> ourKeys(String... path) {
    return entries.stream()
        .filter(ManagedFields::isOurs)
        .flatMap(entry -> fields(entry, path).entries().keySet().stream())
        .filter(key -> key.startsWith("f:"))
        .map(key -> key.substring(2))
        .toList();
  }

  /** The other manager that last wrote at or below {@code path}. */
  Optional<String> foreignWriter(String... path) {
    return entries.stream()
        .filter(entry -> !isOurs(entry) && fields(entry, path).isPresent())
        .max(Comparator.comparing(entry -> entry.at("time").textOr("")))
        .map(entry -> entry.at("manager").textOr("unknown"));
  }

  private static boolean isOurs(Node entry) {
    return entry.at("manager").textOr("").equals(Marks.FIELD_MANAGER)
        && entry.at("operation").textOr("").equals("Apply");
  }

  private static Node fields(Node entry, String... path) {
    Node fields = entry.at("fieldsV1");
    for (String key : path) {
      fields = fields.at("f:" + key);
    }
    return fields;
  }
}
