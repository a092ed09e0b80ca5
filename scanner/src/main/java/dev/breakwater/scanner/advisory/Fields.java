package dev.breakwater.scanner.advisory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of JSON objects one by one, without a tree: of a vulnerability with pages of text and
 * references only a few fields are wanted. A field of an unexpected type counts as absent.
 */
final class Fields {
  private static final int DEEPEST = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private Fields() {}

  /** Takes the value of a field, the parser being at its first token; or leaves it. */
  @FunctionalInterface
  interface Reader {
    /** Reads it to its last token at most. */
    void read(String name, JsonParser value) throws IOException;
  }

  /**
   * Reads an object that is all there is.
   *
   * @param place for the message
   * @throws MalformedException when it is no JSON object
   */
  static void read(byte[] bytes, String place, Reader reader) throws MalformedException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException(place + ": no JSON object");
      }
      object(parser, reader);
    } catch (MalformedException e) {
      throw e;
    } catch (IOException e) {
      throw new MalformedException("%s: no JSON: %s".formatted(place, Json.firstLine(e)));
    }
  }

  /** Reads the object that the parser is at. */
  static void object(JsonParser parser, Reader reader) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      reader.read(name, parser);
      parser.skipChildren();
    }
  }

  /** Does something at each element of the array that the parser is at. */
  static void each(JsonParser parser, Element element) throws IOException {
    if (parser.isExpectedStartArrayToken()) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        element.read();
        parser.skipChildren();
      }
    }
  }

  /** An element of an array, the parser being at its first token. */
  @FunctionalInterface
  interface Element {
    /** Reads it to its last token at most. */
    void read() throws IOException;
  }

  static String text(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
  }

  static List<String> texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    each(
        parser,
        () -> {
          if (parser.currentToken() == JsonToken.VALUE_STRING) {
            texts.add(parser.getText());
          }
        });
    return texts;
  }

  /** A number, of which some writers make 2.0 where 2 is meant. */
  static double number(JsonParser parser) throws IOException {
    return parser.getValueAsDouble(0);
  }
}
