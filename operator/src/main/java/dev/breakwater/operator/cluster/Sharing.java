package dev.breakwater.operator.cluster;

import dev.breakwater.engine.node.Node;
import java.util.List;
import java.util.Map;

/**
 * Makes trees small: mappings without a table of their own, and one copy of what many objects have
 * in common, as the pods of a workload have nearly everything.
 *
 * <p>What was seen lately is found again in a table of fixed size, in which a newer value takes the
 * place of an older one: so nothing has to be forgotten when objects go. Threads may race for a
 * place; the values are immutable, and at worst one is kept twice.
 */
final class Sharing {
  private static final int PLACES = 1 << 15;

  private final Object[] seen = new Object[PLACES];

  /** The same tree, of which parts may belong to other trees as well. */
  Node share(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> shared(new Node.Mapping(compact(mapping.entries()), 0));
      case Node.Sequence sequence ->
          shared(
              new Node.Sequence(
                  List.copyOf(sequence.items().stream().map(this::share).toList()), 0));
      case Node.Scalar(String text, int line) -> shared(new Node.Scalar(shared(text), line));
      case Node.Scalar scalar -> shared(scalar);
      case Node.Absent absent -> absent;
    };
  }

  private Map<String, Node> compact(Map<String, Node> entries) {
    Object[] keysAndValues = new Object[2 * entries.size()];
    int next = 0;
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      keysAndValues[next++] = shared(entry.getKey());
      keysAndValues[next++] = share(entry.getValue());
    }
    return new SmallMap(keysAndValues);
  }

  @SuppressWarnings("unchecked") // Equal values are of one class.
  private <T> T shared(T value) {
    int hash = value.hashCode();
    int place = (hash ^ hash >>> 15) & PLACES - 1;
    Object known = seen[place];
    if (value.equals(known)) {
      return (T) known;
    }
    seen[place] = value;
    return value;
  }
}
