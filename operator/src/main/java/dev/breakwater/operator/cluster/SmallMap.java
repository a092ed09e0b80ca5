package dev.breakwater.operator.cluster;

import dev.breakwater.engine.node.Node;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in the order of its making, in a fifth of the memory of a {@link
 * java.util.LinkedHashMap}. Found by looking at one key after the other: objects have few fields.
 */
final class SmallMap extends AbstractMap<String, Node> {
  private final Object[] keysAndValues;

  /** Takes over {@code keysAndValues}: each key, which must be unique, and then its value. */
  SmallMap(Object[] keysAndValues) {
    this.keysAndValues = keysAndValues;
  }

  @Override
  public int size() {
    return keysAndValues.length / 2;
  }

  @Override
  public @Nullable Node get(Object key) {
    for (int at = 0; at < keysAndValues.length; at += 2) {
      if (keysAndValues[at].equals(key)) {
        return (Node) keysAndValues[at + 1];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Node> action) {
    for (int at = 0; at < keysAndValues.length; at += 2) {
      action.accept((String) keysAndValues[at], (Node) keysAndValues[at + 1]);
    }
  }

  @Override
  public Set<Map.Entry<String, Node>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return SmallMap.this.size();
      }

      @Override
      public Iterator<Map.Entry<String, Node>> iterator() {
        return new Iterator<>() {
          private int at;

          @Override
          public boolean hasNext() {
            return at < keysAndValues.length;
          }

          @Override
          public Map.Entry<String, Node> next() {
            if (!hasNext()) {
              throw new java.util.NoSuchElementException();
            }
            at += 2;
            return Map.entry((String) keysAndValues[at - 2], (Node) keysAndValues[at - 1]);
          }
        };
      }
    };
  }
}
