package dev.breakwater.engine.manifest;

import dev.breakwater.engine.manifest.Documents.Document;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.node.Node.Absent;
import dev.breakwater.engine.node.Node.Sequence;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the YAML that most manifests are written in, several times faster than a full parser: block
 * mappings and sequences, scalars and flow collections on one line, literal texts.
 *
 * <p>At the first sign of anything else, a mistake included, it steps back and {@link YamlDocument}
 * reads the whole document. So there is nothing this class may refuse and nothing it may read
 * differently; tests hold it to that.
 */
final class EverydayYaml {
  private final TreeBuilder tree;
  private final Lines lines;

  /** The document is more than this class reads. */
  static final class Beyond extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    Beyond() {
      super("beyond everyday YAML", null, false, false);
    }
  }

  private EverydayYaml(Lines lines, TreeBuilder tree) {
    this.lines = lines;
    this.tree = tree;
  }

  /** The value of {@code document}; empty where the full parser must read it. */
  static Optional<Node> read(Document document, TreeBuilder tree) {
    Lines lines = new Lines(document);
    try {
      if (!lines.isPlainText() || !lines.toContent() || lines.column() != 0) {
        return Optional.empty();
      }
      Node root = new EverydayYaml(lines, tree).block(0);
      return lines.isAtEnd() ? Optional.of(root) : Optional.empty();
    } catch (Beyond _) {
      return Optional.empty();
    }
  }

  private Node block(int depth) throws Beyond {
    if (depth > TreeBuilder.MAX_DEPTH) {
      throw new Beyond();
    }
    return lines.isDash() ? sequence(lines.line(), depth) : mapping(lines.line(), depth);
  }

  private Node mapping(int line, int depth) throws Beyond {
    int column = lines.column();
    Map<String, Node> entries = new LinkedHashMap<>();
    boolean hasNull = false;
    while (!lines.isAtEnd() && lines.column() == column && !lines.isDash()) {
      int keyLine = lines.line();
      String key = tree.key(lines.key().orElseThrow(Beyond::new));
      Node value = lines.isAtLineEnd() ? below(column, keyLine, depth) : inline(column, depth);
      hasNull |= !value.isPresent();
      if (entries.put(key, value) != null) {
        throw new Beyond();
      }
    }
    if (!lines.isAtEnd() && lines.column() > column) {
      throw new Beyond();
    }
    return TreeBuilder.mapping(entries, hasNull, line);
  }

  /** The value of a key that stands alone on its line: deeper, a sequence beside it, or nothing. */
  private Node below(int column, int keyLine, int depth) throws Beyond {
    boolean more = lines.toContent();
    if (more && lines.column() == column && lines.isDash()) {
      return at(sequence(keyLine, depth + 1), keyLine);
    }
    return more && lines.column() > column ? at(block(depth + 1), keyLine) : Absent.ABSENT;
  }

  private static Node at(Node node, int line) {
    return switch (node) {
      case Node.Mapping mapping -> new Node.Mapping(mapping.entries(), line);
      case Sequence sequence -> new Sequence(sequence.items(), line);
      case Node.Scalar scalar -> new Node.Scalar(scalar.value(), line);
      case Absent absent -> absent;
    };
  }

  private Node sequence(int line, int depth) throws Beyond {
    int column = lines.column();
    List<Node> items = new ArrayList<>();
    while (!lines.isAtEnd() && lines.column() == column && lines.isDash()) {
      lines.passDash();
      if (lines.isAtLineEnd()) {
        boolean deeper = lines.toContent() && lines.column() > column;
        items.add(deeper ? block(depth + 1) : Absent.ABSENT);
      } else if (lines.isDash() || lines.isKey()) {
        items.add(block(depth + 1));
      } else {
        items.add(inline(column, depth));
      }
    }
    if (!lines.isAtEnd() && lines.column() > column) {
      throw new Beyond();
    }
    return new Sequence(items, line);
  }

  /** A value that begins on this line, below a parent at {@code column}. */
  private Node inline(int column, int depth) throws Beyond {
    int line = lines.line();
    if (lines.isLiteral()) {
      return new Node.Scalar(lines.literal(column), line);
    }
    Node value = flow(line, depth + 1, false);
    lines.endLine();
    lines.toContent();
    return value;
  }

  private Node flow(int line, int depth, boolean inFlow) throws Beyond {
    if (depth > TreeBuilder.MAX_DEPTH) {
      throw new Beyond();
    }
    return switch (lines.peek()) {
      case '[' -> flowSequence(line, depth);
      case '{' -> flowMapping(line, depth);
      case '"', '\'' -> new Node.Scalar(lines.quoted(), line);
      default -> plain(lines.plain(inFlow), line);
    };
  }

  private static Node plain(String text, int line) throws Beyond {
    return switch (PlainScalar.resolve(text)) {
      case Absent absent -> absent;
      case Double _ -> throw new Beyond();
      case Object value -> new Node.Scalar(value, line);
    };
  }

  private Node flowSequence(int line, int depth) throws Beyond {
    List<Node> items = new ArrayList<>();
    lines.pass('[');
    if (lines.peek() != ']') {
      items.add(flow(line, depth + 1, true));
      while (lines.passSpaces() == ',') {
        lines.pass(',');
        items.add(flow(line, depth + 1, true));
      }
    }
    lines.pass(']');
    return new Sequence(items, line);
  }

  private Node flowMapping(int line, int depth) throws Beyond {
    Map<String, Node> entries = new LinkedHashMap<>();
    boolean hasNull = false;
    lines.pass('{');
    boolean more = lines.peek() != '}';
    while (more) {
      String key = tree.key(lines.key().orElseThrow(Beyond::new));
      Node value = flow(line, depth + 1, true);
      hasNull |= !value.isPresent();
      if (entries.put(key, value) != null) {
        throw new Beyond();
      }
      more = lines.passSpaces() == ',';
      if (more) {
        lines.pass(',');
      }
    }
    lines.pass('}');
    return TreeBuilder.mapping(entries, hasNull, line);
  }
}
