package dev.breakwater.scanner.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML as the JSON that it stands for, every scalar as text: {@code fixed: 1.10} is not the number
 * 1.1. Aliases are refused, so a small file stays small.
 */
final class Yaml {
  private static final int DEEPEST = 64;
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

  private final Deque<Open> open = new ArrayDeque<>();
  private JsonNode root = JsonNodeFactory.instance.missingNode();

  /** A mapping or sequence that is not complete, and the key of the next value. */
  private static final class Open {
    private final JsonNode node;
    private String key = "";
    private boolean hasKey;

    Open(JsonNode node) {
      this.node = node;
    }
  }

  private Yaml() {}

  /** Reads the first document; {@code place} is for the message. */
  static JsonNode read(byte[] bytes, String place) throws IOException {
    Yaml yaml = new Yaml();
    try {
      String text = new String(bytes, StandardCharsets.UTF_8);
      for (Event event : new Parse(SETTINGS).parseString(text)) {
        yaml.take(event, place);
      }
    } catch (YamlEngineException e) {
      throw new MalformedException(
          "%s: no YAML: %s"
              .formatted(place, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
    return yaml.root;
  }

  private void take(Event event, String place) throws IOException {
    switch (event) {
      case MappingStartEvent start -> push(JsonNodeFactory.instance.objectNode());
      case SequenceStartEvent start -> push(JsonNodeFactory.instance.arrayNode());
      case ScalarEvent scalar -> add(TextNode.valueOf(scalar.getValue()));
      case CollectionEndEvent end -> open.pop();
      case AliasEvent alias -> throw new MalformedException(place + ": aliases are not read");
      default -> {
        // The start and end of the stream and its documents.
      }
    }
  }

  private void push(JsonNode node) throws LimitExceededException {
    if (open.size() == DEEPEST) {
      throw new LimitExceededException("levels of YAML", DEEPEST);
    }
    add(node);
    open.push(new Open(node));
  }

  private void add(JsonNode value) {
    Open parent = open.peek();
    if (parent == null) {
      if (root.isMissingNode()) {
        root = value;
      }
      return;
    }
    switch (parent.node) {
      case ArrayNode array -> array.add(value);
      case ObjectNode object when parent.hasKey -> {
        object.set(parent.key, value);
        parent.hasKey = false;
      }
      default -> {
        // A key that is a collection has no text, and no reader asks for it.
        parent.key = value.asText();
        parent.hasKey = true;
      }
    }
  }
}
