package dev.breakwater.engine.node;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One value of a Kubernetes object: a mapping, a sequence, a scalar, or nothing.
 *
 * <p>Judgement reads objects through this tree rather than through typed beans for three reasons:
 * every value knows its line, absent and empty stay apart, and a small command need not load the
 * whole Kubernetes model. A key that is absent and a key whose value is {@code null} are the same
 * thing, as they are to the API server: {@link Absent}.
 */
public sealed interface Node {
  /**
   * The line of the value, counted from 1: the line of its key where it has one, else where it
   * begins. 0 where the object did not come from a file.
   */
  int line();

  /** Keys to values in the order of the document. Never holds {@link Absent}. */
  record Mapping(Map<String, Node> entries, int line) implements Node {
    @Override
    public Node at(String key) {
      return entries.getOrDefault(key, Absent.ABSENT);
    }
  }

  /** Values in their order. May hold {@link Absent} where a list has a null. */
  record Sequence(List<Node> items, int line) implements Node {}

  /** A string, {@link Boolean}, {@link Long}, {@link BigInteger} or {@link Double}. */
  record Scalar(Object value, int line) implements Node {
    @Override
    public Optional<String> text() {
      return value instanceof String string ? Optional.of(string) : Optional.empty();
    }

    @Override
    public Optional<Boolean> bool() {
      return value instanceof Boolean bool ? Optional.of(bool) : Optional.empty();
    }

    @Override
    public OptionalLong integer() {
      return switch (value) {
        case Long number -> OptionalLong.of(number);
        case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
            OptionalLong.of(number.longValue());
        default -> OptionalLong.empty();
      };
    }

    @Override
    public String display() {
      return value.toString();
    }
  }

  /** Nothing: the key is absent, or its value is {@code null}. */
  enum Absent implements Node {
    ABSENT;

    @Override
    public int line() {
      return 0;
    }
  }

  /** The value of {@code key}, or {@link Absent}, also when this is no mapping. */
  default Node at(String key) {
    return Absent.ABSENT;
  }

  /** The value at the end of {@code keys}, or {@link Absent}. */
  default Node at(String first, String... more) {
    Node node = at(first);
    for (String key : more) {
      node = node.at(key);
    }
    return node;
  }

  /** Whether a value stands here, be it empty. */
  default boolean isPresent() {
    return !(this instanceof Absent);
  }

  /** The keys and values of a mapping; empty for anything else. */
  default Map<String, Node> entries() {
    return Map.of();
  }

  /** The items of a sequence; empty for anything else. */
  default List<Node> items() {
    return List.of();
  }

  /** The value of a string; empty for anything else. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /** The value of a string, or {@code fallback}. */
  default String textOr(String fallback) {
    return text().orElse(fallback);
  }

  /** The value of a boolean; empty for anything else. */
  default Optional<Boolean> bool() {
    return Optional.empty();
  }

  /** Whether this is the boolean {@code true}. */
  default boolean isTrue() {
    return bool().orElse(false);
  }

  /** Whether this is the boolean {@code false}: absent is not false. */
  default boolean isFalse() {
    return !bool().orElse(true);
  }

  /** The value of an integral number that fits 64 bits; empty for anything else. */
  default OptionalLong integer() {
    return OptionalLong.empty();
  }

  /** A scalar as a person would write it; empty text for anything else. */
  default String display() {
    return "";
  }

  /**
   * A mapping's scalar values as text, such as labels or annotations, in the order of the document.
   */
  default Map<String, String> strings() {
    Map<String, String> strings = new LinkedHashMap<>();
    entries().forEach((key, value) -> strings.put(key, value.display()));
    return strings;
  }

  /** A sequence's scalar items as text. */
  default List<String> texts() {
    return items().stream().filter(Scalar.class::isInstance).map(Node::display).toList();
  }

  /**
   * A tree of what a JSON mapper produces: {@link Map}, {@link Collection}, {@link String}, {@link
   * Boolean}, {@link Number} and null. No lines.
   *
   * @throws IllegalArgumentException for any other type
   */
  static Node of(@Nullable Object value) {
    return switch (value) {
      case null -> Absent.ABSENT;
      case Node node -> node;
      case Map<?, ?> map -> {
        Map<String, Node> entries = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach(
            (key, item) -> {
              Node node = of(item);
              if (node.isPresent()) {
                entries.put(String.valueOf(key), node);
              }
            });
        yield new Mapping(entries, 0);
      }
      case Collection<?> collection -> {
        List<Node> items = new ArrayList<>(collection.size());
        collection.forEach(item -> items.add(of(item)));
        yield new Sequence(items, 0);
      }
      case String string -> new Scalar(string, 0);
      case Boolean bool -> new Scalar(bool, 0);
      case Integer number -> new Scalar(number.longValue(), 0);
      case Long number -> new Scalar(number, 0);
      case BigInteger number -> new Scalar(number, 0);
      case Number number -> new Scalar(number.doubleValue(), 0);
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    };
  }
}
