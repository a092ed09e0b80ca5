package dev.breakwater.engine.manifest;

import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.node.Node.Absent;
import dev.breakwater.engine.node.Node.Mapping;
import java.util.HashMap;
import java.util.Map;

/** What YAML and JSON have in common on the way to a {@link Node}: limits, and keys once each. */
final class TreeBuilder {
  /** Deeper than any Kubernetes object, shallow enough for whoever walks the tree. */
  static final int MAX_DEPTH = 100;

  private final Map<String, String> keys = new HashMap<>();

  /** The same text, as the one object that stands for all its repetitions. */
  String key(String key) {
    String known = keys.putIfAbsent(key, key);
    return known == null ? key : known;
  }

  /** Checks that a collection may stand {@code depth} levels below the top. */
  static void checkDepth(int depth, int line) throws BrokenDocument {
    if (depth > MAX_DEPTH) {
      throw new BrokenDocument(
          line, "is nested more than " + MAX_DEPTH + " levels deep: make it flatter");
    }
  }

  static BrokenDocument duplicate(String key, int line) {
    return new BrokenDocument(
        line, "the key \"" + key + "\" is already set in this mapping: remove one of the two");
  }

  /** A mapping of {@code entries}, less those that are null. */
  static Node mapping(Map<String, Node> entries, boolean hasNull, int line) {
    if (hasNull) {
      entries.values().removeIf(Absent.class::isInstance);
    }
    return new Mapping(entries, line);
  }
}
