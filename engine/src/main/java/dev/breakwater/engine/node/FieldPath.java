package dev.breakwater.engine.node;

import dev.breakwater.engine.node.Node.Absent;
import dev.breakwater.engine.node.Node.Mapping;
import dev.breakwater.engine.node.Node.Scalar;
import dev.breakwater.engine.node.Node.Sequence;

/**
 * Finds the field that a written path names: {@code
 * spec.containers[name=cart].securityContext.privileged}.
 *
 * <p>Dots part the keys. Brackets hold what a dot cannot: an item of a list by its place ({@code
 * [0]}) or by a field ({@code [name=cart]}), or a key that has dots itself ({@code
 * annotations[kubernetes.io/config.mirror]}).
 */
public final class FieldPath {
  private final String path;
  private int position;

  private FieldPath(String path) {
    this.path = path;
  }

  /** The value at {@code path} below {@code root}, or {@link Absent}. */
  public static Node find(Node root, String path) {
    FieldPath rest = new FieldPath(path);
    Node node = root;
    while (rest.hasNext() && node.isPresent()) {
      node = rest.step(node);
    }
    return node;
  }

  /**
   * The line of the field at {@code path}, or of its nearest parent that is written; 0 where {@code
   * root} does not come from a file.
   */
  public static int line(Node root, String path) {
    FieldPath rest = new FieldPath(path);
    Node node = root;
    int line = root.line();
    while (rest.hasNext()) {
      node = rest.step(node);
      if (!node.isPresent()) {
        return line;
      }
      line = node.line();
    }
    return line;
  }

  private boolean hasNext() {
    return position < path.length();
  }

  private Node step(Node node) {
    if (path.charAt(position) == '.') {
      position++;
    }
    boolean bracket = position < path.length() && path.charAt(position) == '[';
    int start = bracket ? position + 1 : position;
    int end = bracket ? path.indexOf(']', start) : start;
    if (bracket) {
      end = end < 0 ? path.length() : end;
      position = Math.min(path.length(), end + 1);
    } else {
      while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
        end++;
      }
      position = end;
    }
    String step = path.substring(start, end);
    return switch (node) {
      case Mapping mapping -> mapping.at(step);
      case Sequence sequence -> item(sequence, step);
      case Scalar _, Absent _ -> Absent.ABSENT;
    };
  }

  private static Node item(Sequence sequence, String step) {
    int equals = step.indexOf('=');
    if (equals > 0) {
      String key = step.substring(0, equals);
      String value = step.substring(equals + 1);
      for (Node item : sequence.items()) {
        if (item.at(key) instanceof Scalar scalar && scalar.display().equals(value)) {
          return item;
        }
      }
      return Absent.ABSENT;
    }
    if (step.isEmpty() || step.length() > 9 || !step.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Absent.ABSENT;
    }
    int index = Integer.parseInt(step);
    return index < sequence.items().size() ? sequence.items().get(index) : Absent.ABSENT;
  }
}
