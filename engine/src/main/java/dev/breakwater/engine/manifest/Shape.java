package dev.breakwater.engine.manifest;

import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.node.Node.Absent;
import dev.breakwater.engine.node.Node.Mapping;
import dev.breakwater.engine.node.Node.Scalar;
import dev.breakwater.engine.node.Node.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type that the API server wants of a value. Where a document has another type the server
 * refuses the whole object, so judging it would say something about nothing.
 */
sealed interface Shape {
  /** A value without parts. */
  enum Simple implements Shape {
    TEXT("text"),
    BOOL("true or false"),
    WHOLE("a whole number"),
    QUANTITY("a quantity such as 100m or 64Mi"),
    WHOLE_OR_TEXT("a whole number or text");

    private final String wanted;

    Simple(String wanted) {
      this.wanted = wanted;
    }

    private boolean admits(Scalar scalar) {
      return switch (this) {
        case TEXT -> scalar.text().isPresent();
        case BOOL -> scalar.bool().isPresent();
        case WHOLE -> scalar.integer().isPresent();
        case QUANTITY -> scalar.bool().isEmpty();
        case WHOLE_OR_TEXT -> scalar.text().isPresent() || scalar.integer().isPresent();
      };
    }

    /** What the author most likely meant to write. */
    private String remedy(Node node) {
      boolean quoted = node.text().isPresent();
      return switch (this) {
        case TEXT -> node instanceof Scalar ? "put it in quotes" : "correct it";
        case BOOL, WHOLE -> quoted ? "take the quotes away" : "correct it";
        case QUANTITY, WHOLE_OR_TEXT -> "correct it";
      };
    }
  }

  /** A sequence of one type. */
  record ListOf(Shape item) implements Shape {
    private void check(Sequence sequence, Place place, Wrong problems) {
      List<Node> items = sequence.items();
      for (int i = 0; i < items.size(); i++) {
        Node node = items.get(i);
        Place at = new Place(place, "", i, node);
        if (!node.isPresent() && item instanceof Fields) {
          problems.add(node, sequence.line(), at, "a mapping", "fill it in or remove it");
        } else {
          item.check(node, at, problems);
        }
      }
    }
  }

  /** A mapping whose keys the author chooses. */
  record MapOf(Shape value) implements Shape {}

  /** A mapping with known keys; keys that are not known may hold anything. */
  final class Fields implements Shape {
    private final Map<String, Shape> shapes = new HashMap<>();

    Fields field(String name, Shape shape) {
      shapes.put(name, shape);
      return this;
    }

    /** The same shape for each of {@code names}. */
    Fields all(Shape shape, String... names) {
      for (String name : names) {
        shapes.put(name, shape);
      }
      return this;
    }
  }

  /** What is wrong with {@code node}, which stands at {@code place}, goes to {@code problems}. */
  default void check(Node node, Place place, Wrong problems) {
    switch (this) {
      case Simple simple -> {
        if (!(node instanceof Absent)
            && !(node instanceof Scalar scalar && simple.admits(scalar))) {
          problems.add(node, node.line(), place, simple.wanted, simple.remedy(node));
        }
      }
      case ListOf list -> {
        if (node instanceof Sequence sequence) {
          list.check(sequence, place, problems);
        } else if (node.isPresent()) {
          problems.add(node, node.line(), place, "a list", "begin each of its items with a dash");
        }
      }
      case MapOf map -> {
        if (node instanceof Mapping mapping) {
          for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
            Place at = new Place(place, entry.getKey(), -1, Absent.ABSENT);
            map.value().check(entry.getValue(), at, problems);
          }
        } else if (node.isPresent()) {
          problems.add(node, node.line(), place, "a mapping", "correct it");
        }
      }
      case Fields fields -> {
        if (node instanceof Mapping mapping) {
          for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
            Shape shape = fields.shapes.get(entry.getKey());
            if (shape != null) {
              Place at = new Place(place, entry.getKey(), 0, Absent.ABSENT);
              shape.check(entry.getValue(), at, problems);
            }
          }
        } else if (node.isPresent()) {
          problems.add(node, node.line(), place, "a mapping", "correct it");
        }
      }
    }
  }

  /**
   * Where a value stands. The path is only spelled out for what is wrong, which is next to nothing.
   *
   * @param parent where the value around it stands; null for an object itself
   * @param key its key; empty for an item of a list
   * @param index its place in the list; negative for a key that the author chose, which may hold
   *     dots
   * @param item the item itself
   */
  record Place(@Nullable Place parent, String key, int index, Node item) {
    /** The whole object. */
    static final Place ROOT = new Place(null, "", 0, Absent.ABSENT);

    /** As findings spell it: {@code spec.containers[name=cart].image}. */
    String path() {
      if (parent == null) {
        return "";
      }
      String name = item.at("name").textOr("");
      String above = parent.path();
      if (!key.isEmpty()) {
        String dotted = above.isEmpty() ? key : above + "." + key;
        return index < 0 ? above + "[" + key + "]" : dotted;
      }
      return above + (name.isEmpty() ? "[" + index + "]" : "[name=" + name + "]");
    }
  }

  /** Takes down what is wrong. */
  @FunctionalInterface
  interface Wrong {
    void add(Node node, int line, Place place, String wanted, String remedy);
  }

  /** What {@code node} is, in words. */
  static String describe(Node node) {
    return switch (node) {
      case Absent _ -> "empty";
      case Mapping _ -> "a mapping";
      case Sequence _ -> "a list";
      case Scalar scalar ->
          switch (scalar.value()) {
            case String _ -> "text";
            case Boolean _ -> "true or false";
            default -> "a number";
          };
    };
  }
}
