package dev.breakwater.engine.manifest;

import dev.breakwater.engine.manifest.Documents.Document;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.node.Node.Absent;
import dev.breakwater.engine.node.Node.Mapping;
import dev.breakwater.engine.node.Node.Scalar;
import dev.breakwater.engine.node.Node.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one YAML document straight from parser events into a tree.
 *
 * <p>Scalars, tags, merge keys and keys that are no strings mean what they mean to kubectl; a key
 * that is set twice is refused, as {@code kubectl --validate=strict} refuses it.
 */
final class YamlDocument {
  /** Values that aliases may repeat in one document, as go.yaml.in/yaml/v2 bounds them. */
  private static final int MAX_REPEATED = 400_000;

  private static final String YAML_TAG = "tag:yaml.org,2002:";
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(ManifestReader.MAX_LENGTH)
          .setBufferSize(8192)
          .build();

  private final Parser events;
  private final TreeBuilder tree;
  private final int lineOffset;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int repeated;
  private int size;
  private int deepest;

  /** An anchor's value, how many values it holds and how deep they are nested. */
  private record Anchored(Node node, int size, int height) {}

  private YamlDocument(Document document, TreeBuilder tree) {
    this.events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, document.text()));
    this.tree = tree;
    this.lineOffset = document.firstLine();
  }

  /** The one value of {@code document}; {@link Absent} where there is none. */
  static Node read(Document document, TreeBuilder tree) throws BrokenDocument {
    try {
      return new YamlDocument(document, tree).root();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0);
      throw new BrokenDocument(document.firstLine() + line, "is not valid YAML: " + describe(e));
    } catch (ReaderException e) {
      throw new BrokenDocument(
          document.lineAt(Math.min(e.getPosition(), document.text().length())),
          "is not valid YAML: the character U+%04X may not stand in YAML: remove or escape it"
              .formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw new BrokenDocument(document.firstLine(), "is not valid YAML: " + e.getMessage());
    }
  }

  private static String describe(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    String context = e.getContext();
    String column =
        e.getProblemMark().map(mark -> " at column " + (mark.getColumn() + 1)).orElse("");
    return (context == null ? problem : context + ", " + problem) + column;
  }

  private Node root() throws BrokenDocument {
    events.next();
    if (events.checkEvent(Event.ID.StreamEnd)) {
      return Absent.ABSENT;
    }
    events.next();
    Event first = events.next();
    Node root = value(first, line(first), 0);
    events.next();
    if (!events.checkEvent(Event.ID.StreamEnd)) {
      throw new BrokenDocument(
          line(events.peekEvent()), "is not valid YAML: a second document begins without ---");
    }
    return root;
  }

  private int line(Event event) {
    Optional<Mark> mark = event.getStartMark();
    return mark.isPresent() ? lineOffset + mark.get().getLine() : lineOffset;
  }

  private Node value(Event event, int line, int depth) throws BrokenDocument {
    int sizeBefore = size++;
    int deepestBefore = deepest;
    deepest = depth;
    Node node =
        switch (event) {
          case AliasEvent alias -> alias(alias, line, depth);
          case ScalarEvent scalar -> scalar(scalar, line);
          case SequenceStartEvent _ -> sequence(line, depth);
          case MappingStartEvent _ -> mapping(line, depth);
          default -> throw new BrokenDocument(line, "is not valid YAML: a value was expected");
        };
    if (event instanceof NodeEvent anchored && !(event instanceof AliasEvent)) {
      Optional<Anchor> anchor = anchored.getAnchor();
      if (anchor.isPresent()) {
        anchors.put(
            anchor.get().getValue(), new Anchored(node, size - sizeBefore, deepest - depth));
      }
    }
    deepest = Math.max(deepest, deepestBefore);
    return node;
  }

  private Node alias(AliasEvent event, int line, int depth) throws BrokenDocument {
    String name = event.getAlias().getValue();
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw new BrokenDocument(
          line, "the alias *" + name + " has no anchor &" + name + " before it: define it");
    }
    repeated += anchored.size();
    size += anchored.size();
    if (repeated > MAX_REPEATED) {
      throw new BrokenDocument(
          line, "aliases repeat more than " + MAX_REPEATED + " values: write the document out");
    }
    deepest = depth + anchored.height();
    TreeBuilder.checkDepth(deepest, line);
    return switch (anchored.node()) {
      case Mapping mapping -> new Mapping(mapping.entries(), line);
      case Sequence sequence -> new Sequence(sequence.items(), line);
      case Scalar scalar -> new Scalar(scalar.value(), line);
      case Absent absent -> absent;
    };
  }

  private Node sequence(int line, int depth) throws BrokenDocument {
    TreeBuilder.checkDepth(depth, line);
    List<Node> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(value(event, line(event), depth + 1));
    }
    return new Sequence(items, line);
  }

  private Node mapping(int line, int depth) throws BrokenDocument {
    TreeBuilder.checkDepth(depth, line);
    LinkedHashMap<String, Node> entries = new LinkedHashMap<>();
    Set<String> merged = Set.of();
    boolean hasNull = false;
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      int keyLine = line(event);
      if (isMerge(event)) {
        Map<String, Node> more = mergeable(events.next(), keyLine, depth + 1);
        entries.putAll(more);
        merged = new HashSet<>(merged);
        merged.addAll(more.keySet());
        continue;
      }
      String key = key(event, keyLine, depth + 1);
      Node value = value(events.next(), keyLine, depth + 1);
      hasNull |= !value.isPresent();
      if (entries.put(key, value) != null && (merged.isEmpty() || !merged.remove(key))) {
        throw TreeBuilder.duplicate(key, keyLine);
      }
    }
    return TreeBuilder.mapping(entries, hasNull, line);
  }

  private static boolean isMerge(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.getValue().equals("<<")
        && scalar.getTag().map(tag -> tag.equals(YAML_TAG + "merge")).orElse(scalar.isPlain());
  }

  /** What a merge key brings in: of several mappings, an earlier one wins. */
  private Map<String, Node> mergeable(Event event, int line, int depth) throws BrokenDocument {
    Node node = value(event, line, depth);
    List<Node> sources = node instanceof Sequence sequence ? sequence.items() : List.of(node);
    Map<String, Node> merged = new LinkedHashMap<>();
    for (Node source : sources.reversed()) {
      if (!(source instanceof Mapping mapping)) {
        throw new BrokenDocument(
            line, "the merge key << needs a mapping, or a list of mappings: give it an alias");
      }
      merged.putAll(mapping.entries());
    }
    return merged;
  }

  private String key(Event event, int line, int depth) throws BrokenDocument {
    Object value =
        event instanceof ScalarEvent scalar && scalar.getAnchor().isEmpty()
            ? resolve(scalar, line)
            : unwrap(value(event, line, depth));
    Optional<String> key = PlainScalar.key(value);
    if (key.isPresent()) {
      return tree.key(key.get());
    }
    throw new BrokenDocument(
        line,
        (value instanceof Absent ? "null" : "a list, a mapping or a large number")
            + " stands as a key: a key must be text; put it in quotes");
  }

  private static Object unwrap(Node node) {
    return node instanceof Scalar scalar ? scalar.value() : node;
  }

  private Node scalar(ScalarEvent event, int line) throws BrokenDocument {
    return switch (resolve(event, line)) {
      case Absent absent -> absent;
      case Double number -> new Scalar(json(number, line), line);
      case Object value -> new Scalar(value, line);
    };
  }

  private static Object resolve(ScalarEvent event, int line) throws BrokenDocument {
    Optional<String> tag = event.getTag();
    if (tag.isPresent()) {
      return tagged(tag.get(), event.getValue(), line);
    }
    return event.isPlain() ? PlainScalar.resolve(event.getValue()) : event.getValue();
  }

  /** A float on its way through JSON: one without a fraction comes out as an integer. */
  private static Object json(Double number, int line) throws BrokenDocument {
    if (number.isNaN() || number.isInfinite()) {
      throw new BrokenDocument(line, "JSON has no " + number + ": put it in quotes");
    }
    return number == Math.rint(number) && Math.abs(number) < 0x1p63 ? number.longValue() : number;
  }

  private static Object tagged(String tag, String text, int line) throws BrokenDocument {
    if (!tag.startsWith(YAML_TAG)) {
      return text;
    }
    String type = tag.substring(YAML_TAG.length());
    Object value = PlainScalar.resolve(text);
    boolean fits =
        switch (type) {
          case "bool" -> value instanceof Boolean;
          case "int" -> value instanceof Number && !(value instanceof Double);
          case "float" -> value instanceof Number;
          case "null" -> value instanceof Absent;
          default -> true;
        };
    if (!fits) {
      throw new BrokenDocument(line, "\"" + text + "\" is no !!" + type + ": correct one of both");
    }
    return switch (type) {
      case "bool", "int", "float", "null" -> value;
      case "binary" -> binary(text, line);
      default -> text;
    };
  }

  private static String binary(String text, int line) throws BrokenDocument {
    try {
      return new String(
          Base64.getDecoder().decode(text.replaceAll("\\s", "")), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new BrokenDocument(line, "the value of a !!binary is not base64: encode it");
    }
  }
}
