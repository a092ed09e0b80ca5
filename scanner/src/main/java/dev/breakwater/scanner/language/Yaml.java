package dev.breakwater.scanner.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML of strangers, as the tree that it would be in JSON; every scalar is a string. Bounded in
 * depth; an alias is refused, so that nothing can be repeated without being written.
 */
public final class Yaml {

  private static final int DEPTH = 100;

  private Yaml() {}

  /**
   * Reads the first document.
   *
   * @param what the file, for messages
   * @throws MalformedException when it is not YAML, or has an alias
   * @throws LimitExceededException when it is nested too deep
   */
  public static JsonNode tree(byte[] yaml, String what) throws IOException {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setParseComments(false).build();
    try {
      return new Builder(what)
          .build(new Parse(settings).parseString(new String(yaml, StandardCharsets.UTF_8)));
    } catch (YamlEngineException e) {
      throw new MalformedException(what + ": " + e.getMessage());
    }
  }

  /** Puts events together. */
  private static final class Builder {

    private final String what;
    private final Deque<JsonNode> open = new ArrayDeque<>();
    private final Deque<String> keys = new ArrayDeque<>();
    private JsonNode root = MissingNode.getInstance();

    Builder(String what) {
      this.what = what;
    }

    JsonNode build(Iterable<Event> events) throws IOException {
      for (Event event : events) {
        switch (event.getEventId()) {
          case MappingStart -> open(JsonNodeFactory.instance.objectNode());
          case SequenceStart -> open(JsonNodeFactory.instance.arrayNode());
          case MappingEnd, SequenceEnd -> {
            open.pop();
            keys.pop();
          }
          case Scalar -> scalar(((ScalarEvent) event).getValue());
          case Alias -> throw new MalformedException(what + ": an alias is not allowed");
          case DocumentEnd -> {
            return root;
          }
          default -> {}
        }
      }
      return root;
    }

    private void open(JsonNode node) throws IOException {
      if (open.size() == DEPTH) {
        throw new LimitExceededException("levels in YAML of " + what, DEPTH);
      }
      add(node);
      open.push(node);
      keys.push("");
    }

    private void scalar(String text) throws MalformedException {
      if (open.peek() instanceof ObjectNode && keys.getFirst().isEmpty()) {
        keys.pop();
        // A mark tells the empty key from none.
        keys.push(":" + text);
      } else {
        add(JsonNodeFactory.instance.textNode(text));
      }
    }

    private void add(JsonNode node) throws MalformedException {
      switch (open.peek()) {
        case ObjectNode object -> {
          String key = keys.pop();
          if (key.isEmpty()) {
            throw new MalformedException(what + ": a key is not a scalar");
          }
          keys.push("");
          object.set(key.substring(1), node);
        }
        case ArrayNode array -> array.add(node);
        case null, default -> root = node;
      }
    }
  }
}
