package dev.breakwater.engine.isolation;

import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds and compares the bodies of objects as a JSON mapper would hold them. */
final class Body {
  private Body() {}

  /**
   * Keys and values in turn; the order of the keys is kept, so that equal input gives equal bytes.
   */
  static Map<String, Object> of(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < keysAndValues.length; index += 2) {
      map.put((String) keysAndValues[index], keysAndValues[index + 1]);
    }
    return map;
  }

  /**
   * The value without empty lists and without lines: the API server drops an empty list where the
   * Go type says {@code omitempty}, as every list of these kinds does.
   */
  static Node comparable(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, Node> entries = new LinkedHashMap<>();
        mapping
            .entries()
            .forEach(
                (key, value) -> {
                  Node inner = comparable(value);
                  if (!(inner instanceof Node.Sequence list && list.items().isEmpty())) {
                    entries.put(key, inner);
                  }
                });
        yield new Node.Mapping(entries, 0);
      }
      case Node.Sequence sequence -> {
        List<Node> items = new ArrayList<>(sequence.items().size());
        sequence.items().forEach(item -> items.add(comparable(item)));
        yield new Node.Sequence(items, 0);
      }
      case Node.Scalar scalar -> new Node.Scalar(scalar.value(), 0);
      case Node.Absent absent -> absent;
    };
  }
}
