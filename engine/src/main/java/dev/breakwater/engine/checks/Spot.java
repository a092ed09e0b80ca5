package dev.breakwater.engine.checks;

/**
 * One place where a check finds fault.
 *
 * @param subject the part of the object: {@code containers[name=cart]}; empty for the whole
 * @param who how a sentence names that part: {@code cart}; empty where {@code seen} says it
 * @param path the field from the object's root
 * @param seen what was seen there and what was wanted; within a gathered finding, what to write
 */
record Spot(String subject, String who, String path, String seen) {
  /** Whether one path is the other, or leads to it. */
  boolean overlaps(Spot other) {
    return leadsTo(path, other.path) || leadsTo(other.path, path);
  }

  private static boolean leadsTo(String outer, String inner) {
    return inner.startsWith(outer)
        && (inner.length() == outer.length()
            || inner.charAt(outer.length()) == '.'
            || inner.charAt(outer.length()) == '[');
  }
}
