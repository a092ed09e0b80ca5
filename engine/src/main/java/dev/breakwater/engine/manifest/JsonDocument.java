package dev.breakwater.engine.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.breakwater.engine.manifest.Documents.Document;
import dev.breakwater.engine.node.Node;
import dev.breakwater.engine.node.Node.Absent;
import dev.breakwater.engine.node.Node.Scalar;
import dev.breakwater.engine.node.Node.Sequence;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/** Reads JSON values that follow one another, as kubectl does. */
final class JsonDocument {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(TreeBuilder.MAX_DEPTH + 1)
                  .maxStringLength(ManifestReader.MAX_LENGTH)
                  .build())
          .build();

  private final JsonParser parser;
  private final TreeBuilder tree;
  private final int lineOffset;

  private JsonDocument(JsonParser parser, TreeBuilder tree, int firstLine) {
    this.parser = parser;
    this.tree = tree;
    this.lineOffset = firstLine - 1;
  }

  /**
   * Hands each value of {@code document} to {@code values}; those before an error are handed over
   * all the same.
   */
  static void read(Document document, TreeBuilder tree, Consumer<Node> values)
      throws BrokenDocument {
    try (JsonParser parser = FACTORY.createParser(document.text())) {
      JsonDocument json = new JsonDocument(parser, tree, document.firstLine());
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        values.accept(json.value(token, json.line(), 0));
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new BrokenDocument(
          document.firstLine() - 1 + line, "is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BrokenDocument(document.firstLine(), "cannot be read: " + e.getMessage());
    }
  }

  private int line() {
    return lineOffset + parser.currentTokenLocation().getLineNr();
  }

  private Node value(JsonToken token, int line, int depth) throws IOException, BrokenDocument {
    return switch (token) {
      case START_OBJECT -> object(line, depth);
      case START_ARRAY -> array(line, depth);
      case VALUE_STRING -> new Scalar(parser.getText(), line);
      case VALUE_TRUE -> new Scalar(true, line);
      case VALUE_FALSE -> new Scalar(false, line);
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberValue()) {
            case BigInteger number -> new Scalar(number, line);
            case Number number -> new Scalar(number.longValue(), line);
          };
      case VALUE_NUMBER_FLOAT -> new Scalar(number(parser.getDoubleValue(), line), line);
      case VALUE_NULL -> Absent.ABSENT;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new BrokenDocument(line, "is not valid JSON: a value was expected");
    };
  }

  private static Double number(double number, int line) throws BrokenDocument {
    if (Double.isInfinite(number)) {
      throw new BrokenDocument(line, "a number is too large: no field of Kubernetes takes it");
    }
    return number;
  }

  private Node object(int line, int depth) throws IOException, BrokenDocument {
    TreeBuilder.checkDepth(depth, line);
    LinkedHashMap<String, Node> entries = new LinkedHashMap<>();
    boolean hasNull = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = tree.key(parser.currentName());
      int keyLine = line();
      Node value = value(parser.nextToken(), keyLine, depth + 1);
      hasNull |= !value.isPresent();
      if (entries.put(key, value) != null) {
        throw TreeBuilder.duplicate(key, keyLine);
      }
    }
    return TreeBuilder.mapping(entries, hasNull, line);
  }

  private Node array(int line, int depth) throws IOException, BrokenDocument {
    TreeBuilder.checkDepth(depth, line);
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token, line(), depth + 1));
    }
    return new Sequence(items, line);
  }
}
