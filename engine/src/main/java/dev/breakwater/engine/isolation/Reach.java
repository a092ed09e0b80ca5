package dev.breakwater.engine.isolation;

/** With whom pods may talk in one direction, besides what is allowed by rules. */
public enum Reach {
  /** With everyone: the direction is not isolated. */
  ANYONE,
  /** With the pods of their own namespace. */
  SAME_NAMESPACE,
  /** With the pods of all namespaces that the profile selects. */
  MATCHED_NAMESPACES;

  static Reach parse(String spelling) {
    return switch (spelling) {
      case "SameNamespace" -> SAME_NAMESPACE;
      case "Namespaces" -> MATCHED_NAMESPACES;
      default -> ANYONE;
    };
  }

  boolean isolates() {
    return this != ANYONE;
  }
}
