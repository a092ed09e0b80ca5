package dev.breakwater.scanner.merge;

import dev.breakwater.scanner.layer.LayerFacts;
import dev.breakwater.scanner.layer.LayerPath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Follows symbolic links in the tree that layers make together, never out of it. */
final class LinkResolver {
  /** As many as Linux follows (path_resolution(7)). */
  private static final int MOST_STEPS = 40;

  private final List<LayerFacts> layers;

  LinkResolver(List<LayerFacts> layers) {
    this.layers = layers;
  }

  /**
   * Where {@code path} leads when the layers up to {@code top} lie on each other; also when nothing
   * is there. Empty when the links go round in circles.
   */
  Optional<String> resolve(String path, int top) {
    Deque<String> todo = new ArrayDeque<>();
    push(todo, path);
    String at = "";
    int steps = 0;
    while (!todo.isEmpty()) {
      String segment = todo.pop();
      if (segment.equals("..")) {
        at = LayerPath.parent(at);
        continue;
      }
      String next = at.isEmpty() ? segment : at + "/" + segment;
      Optional<String> link = link(next, top);
      if (link.isEmpty()) {
        at = next;
      } else if (++steps > MOST_STEPS) {
        return Optional.empty();
      } else {
        String target = link.get();
        at = target.startsWith("/") ? "" : at;
        push(todo, target);
      }
    }
    return Optional.of(at);
  }

  private Optional<String> link(String path, int top) {
    for (int i = top; i >= 0; i--) {
      LayerFacts layer = layers.get(i);
      Optional<String> target = Optional.ofNullable(layer.links().get(path));
      if (target.isPresent() || layer.hides(path)) {
        return target;
      }
    }
    return Optional.empty();
  }

  private static void push(Deque<String> todo, String path) {
    String[] segments = path.split("/", -1);
    for (int i = segments.length - 1; i >= 0; i--) {
      if (!segments[i].isEmpty() && !segments[i].equals(".")) {
        todo.push(segments[i]);
      }
    }
  }
}
