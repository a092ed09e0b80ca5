package dev.breakwater.scanner.lockfile;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** What production needs: all that can be reached from its direct dependencies. */
final class Reachable {

  private Reachable() {}

  /** The nodes that can be reached, the roots among them. */
  static <T> Set<T> from(Collection<T> roots, Function<T, Collection<T>> dependencies) {
    Set<T> reached = new HashSet<>(roots);
    Deque<T> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (T next : dependencies.apply(open.pop())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    return reached;
  }
}
