package dev.breakwater.scanner.layer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Names of archives as paths from the root: without a leading slash and without empty, {@code .}
 * and {@code ..} segments. A {@code ..} never leads out of the root, as in {@code chroot}.
 */
public final class LayerPath {
  private LayerPath() {}

  /** The normalised path; empty for the root itself. */
  public static String normalise(String name) {
    return isNormal(name) ? name : resolve("", name);
  }

  /** Where {@code target} leads from inside {@code folder}, which is normalised. */
  public static String resolve(String folder, String target) {
    Deque<String> segments = new ArrayDeque<>();
    if (!target.startsWith("/")) {
      push(segments, folder);
    }
    push(segments, target);
    return String.join("/", segments);
  }

  /** The folder of a normalised path; empty for the root. */
  public static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The last segment of a normalised path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void push(Deque<String> segments, String path) {
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      String segment = path.substring(from, to);
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
      from = to + 1;
    }
  }

  /** Nearly all names need no work: no segment is empty or starts with a dot that matters. */
  private static boolean isNormal(String name) {
    int length = name.length();
    int start = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || name.charAt(i) == '/') {
        int size = i - start;
        boolean dots =
            size <= 2
                && name.startsWith(".", start)
                && (size == 1 || name.charAt(start + 1) == '.');
        if (size == 0 || dots) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }
}
