package dev.breakwater.scanner.language;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON of strangers: bounded in depth and in the length of names, numbers and strings. */
public final class Json {

  private static final int DEPTH = 200;

  private static final ObjectMapper MAPPER = new JsonMapper(factory().build());

  /** Also takes comments and trailing commas. */
  private static final ObjectMapper RELAXED =
      new JsonMapper(
          factory()
              .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
              .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
              .build());

  private Json() {}

  private static JsonFactoryBuilder factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH)
                .maxNameLength(64 << 10)
                .maxNumberLength(1000)
                .maxStringLength(16 << 20)
                .build());
  }

  /** What reads the tokens of a document. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads; the parser stands before the first token. */
    T read(JsonParser parser) throws IOException;
  }

  /**
   * Reads a document token by token. Bytes that are not UTF-8 count as U+FFFD, a byte order mark is
   * skipped, and what follows the first value is ignored, as package managers do.
   *
   * @param what the file, for messages
   * @throws MalformedException when it is not JSON
   * @throws LimitExceededException when it is nested too deep or a string is too long
   */
  public static <T> T read(byte[] json, String what, Reader<T> reader) throws IOException {
    return read(MAPPER, json, what, reader);
  }

  private static <T> T read(ObjectMapper mapper, byte[] json, String what, Reader<T> reader)
      throws IOException {
    String text = new String(json, StandardCharsets.UTF_8);
    try (JsonParser parser =
        mapper.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      return reader.read(parser);
    } catch (StreamConstraintsException e) {
      throw new LimitExceededException("levels or characters in JSON of " + what, DEPTH);
    } catch (JsonProcessingException e) {
      throw new MalformedException(what + ": " + e.getOriginalMessage());
    }
  }

  /**
   * Reads a whole document; for files that are small or read by a person's own call.
   *
   * @param what the file, for messages
   * @throws MalformedException when it is not JSON
   * @throws LimitExceededException when it is nested too deep or a string is too long
   */
  public static JsonNode tree(byte[] json, String what) throws IOException {
    return tree(MAPPER, json, what);
  }

  /**
   * Reads a whole document that may have comments and trailing commas.
   *
   * @param what the file, for messages
   * @throws MalformedException when it is not JSON even so
   * @throws LimitExceededException when it is nested too deep or a string is too long
   */
  public static JsonNode relaxedTree(byte[] json, String what) throws IOException {
    return tree(RELAXED, json, what);
  }

  private static JsonNode tree(ObjectMapper mapper, byte[] json, String what) throws IOException {
    return read(
        mapper,
        json,
        what,
        parser -> {
          JsonNode node = mapper.readTree(parser);
          return node == null ? MissingNode.getInstance() : node;
        });
  }

  /** The string in a field; empty when there is none or it is of another kind. */
  public static String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).textValue() : "";
  }
}
