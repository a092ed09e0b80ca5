package dev.breakwater.scanner.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object, read as the Go programs that run images read it ({@code encoding/json}): a null is
 * an absent field, and a name matches in any case, so that {@code Layers} cannot hide a layer from
 * us that a container runtime sees. What would be ambiguous is refused: a field twice, or in two
 * spellings.
 */
public final class JsonObject {
  private static final int MAX_DEPTH = 64;

  /** A node takes far more memory than the two bytes that can make one. */
  private static final int MAX_TOKENS = 200_000;

  private static final ObjectReader READER = reader(MAX_TOKENS);

  private final JsonNode node;
  private final String place;

  private JsonObject(JsonNode node, String place) {
    this.node = node;
    this.place = place;
  }

  /**
   * Reads a document whose root is an object.
   *
   * @param what names the document in messages, such as {@code "manifest"}
   * @param limit the most bytes that it may have
   * @throws MalformedException when it is something else; the message repeats nothing of its
   *     content
   * @throws LimitExceededException when it is longer, has more than 200,000 tokens, or is nested
   *     more than 64 levels deep
   */
  public static JsonObject parse(byte[] json, String what, int limit)
      throws MalformedException, LimitExceededException {
    return object(tree(json, what, limit, READER, MAX_TOKENS), what);
  }

  /**
   * Reads a document that may have more tokens than others, as lists of packages do.
   *
   * @param tokens the most that it may have
   * @throws MalformedException when it is something else
   * @throws LimitExceededException when it is longer, has more tokens, or is nested more than 64
   *     levels deep
   */
  public static JsonObject parse(byte[] json, String what, int limit, int tokens)
      throws MalformedException, LimitExceededException {
    return object(tree(json, what, limit, reader(tokens), tokens), what);
  }

  /**
   * Reads a document whose root is a list of objects; else as {@link #parse}.
   *
   * @throws MalformedException when it is something else
   * @throws LimitExceededException when it is longer, has more than 200,000 tokens, or is nested
   *     more than 64 levels deep
   */
  public static List<JsonObject> parseList(byte[] json, String what, int limit)
      throws MalformedException, LimitExceededException {
    return objects(tree(json, what, limit, READER, MAX_TOKENS), what);
  }

  private static ObjectReader reader(int tokens) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxTokenCount(tokens)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // what goes wrong may stand beside a password
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .readerFor(JsonNode.class);
  }

  private static JsonObject object(JsonNode root, String what) throws MalformedException {
    if (!root.isObject()) {
      throw new MalformedException(what + " is " + kind(root) + ", not an object");
    }
    return new JsonObject(root, what);
  }

  private static JsonNode tree(byte[] json, String what, int limit, ObjectReader reader, int tokens)
      throws MalformedException, LimitExceededException {
    if (json.length > limit) {
      throw new LimitExceededException("bytes of a " + what, limit);
    }
    try {
      return reader.readValue(json);
    } catch (StreamConstraintsException e) {
      throw new LimitExceededException(
          "tokens of JSON in a " + what + ", or nested more than " + MAX_DEPTH + " deep", tokens);
    } catch (JsonProcessingException e) {
      throw new MalformedException(
          what
              + " is not JSON, or has a field twice"
              + (e.getLocation() == null
                  ? ""
                  : ", at line %d, column %d"
                      .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr())));
    } catch (IOException e) {
      throw new MalformedException(what + " is not UTF-8");
    }
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) throws MalformedException {
    return field(name).isPresent();
  }

  /** The value of a string; empty where there is none. */
  public Optional<String> text(String name) throws MalformedException {
    Optional<JsonNode> field = field(name);
    return field.isEmpty() ? Optional.empty() : Optional.of(text(field.get(), at(name)));
  }

  /** The value of a string that must be there. */
  public String requiredText(String name) throws MalformedException {
    return text(name).orElseThrow(() -> new MalformedException(place + " has no " + name));
  }

  /** The value of a whole number that must be there. */
  public long requiredNumber(String name) throws MalformedException {
    return number(name).orElseThrow(() -> new MalformedException(place + " has no " + name));
  }

  /** The value of a whole number; empty where there is none. */
  public Optional<Long> number(String name) throws MalformedException {
    Optional<JsonNode> field = field(name);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    if (!field.get().isIntegralNumber() || !field.get().canConvertToLong()) {
      throw wrong(at(name), field.get(), "a whole number of 64 bits");
    }
    return Optional.of(field.get().longValue());
  }

  /** The value of a boolean; false where there is none. */
  public boolean flag(String name) throws MalformedException {
    Optional<JsonNode> field = field(name);
    if (field.isPresent() && !field.get().isBoolean()) {
      throw wrong(at(name), field.get(), "true or false");
    }
    return field.isPresent() && field.get().booleanValue();
  }

  /** An object inside this one. */
  public Optional<JsonObject> object(String name) throws MalformedException {
    Optional<JsonNode> field = field(name);
    if (field.isPresent() && !field.get().isObject()) {
      throw wrong(at(name), field.get(), "an object");
    }
    return field.map(f -> new JsonObject(f, at(name)));
  }

  /** A list of objects; empty where there is none. */
  public List<JsonObject> objects(String name) throws MalformedException {
    Optional<JsonNode> field = field(name);
    return field.isEmpty() ? List.of() : objects(field.get(), at(name));
  }

  /** A list of strings, or one string; empty where there is none. */
  public List<String> texts(String name) throws MalformedException {
    Optional<JsonNode> field = field(name);
    if (field.isEmpty()) {
      return List.of();
    }
    if (field.get().isTextual()) {
      return List.of(field.get().textValue());
    }
    if (!field.get().isArray()) {
      throw wrong(at(name), field.get(), "a list of strings");
    }
    List<String> texts = new ArrayList<>(field.get().size());
    for (JsonNode item : field.get()) {
      texts.add(text(item, at(name)));
    }
    return List.copyOf(texts);
  }

  /** An object of strings, in its order; empty where there is none. */
  public Map<String, String> textMap(String name) throws MalformedException {
    Optional<JsonObject> object = object(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (object.isPresent()) {
      for (Map.Entry<String, JsonNode> field : object.get().node.properties()) {
        if (!field.getValue().isNull()) {
          texts.put(field.getKey(), text(field.getValue(), at(name)));
        }
      }
    }
    return texts;
  }

  /** An object of objects, in its order; empty where there is none. */
  public Map<String, JsonObject> objectMap(String name) throws MalformedException {
    Optional<JsonObject> object = object(name);
    return object.isEmpty() ? Map.of() : object.get().objectFields();
  }

  /** All fields of this object, each of which must be an object, in their order. */
  public Map<String, JsonObject> objectFields() throws MalformedException {
    Map<String, JsonObject> objects = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String at = "an entry of " + place;
      if (!field.getValue().isObject()) {
        throw wrong(at, field.getValue(), "an object");
      }
      objects.put(field.getKey(), new JsonObject(field.getValue(), at));
    }
    return objects;
  }

  /** The names of the fields, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  private Optional<JsonNode> field(String name) throws MalformedException {
    Optional<JsonNode> found = Optional.empty();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        if (found.isPresent()) {
          throw new MalformedException(place + " has " + name + " in two spellings");
        }
        found = Optional.of(field.getValue());
      }
    }
    return found.filter(value -> !value.isNull());
  }

  private static String text(JsonNode value, String place) throws MalformedException {
    if (!value.isTextual()) {
      throw wrong(place, value, "a string");
    }
    return value.textValue();
  }

  private static List<JsonObject> objects(JsonNode list, String place) throws MalformedException {
    if (!list.isArray()) {
      throw wrong(place, list, "a list");
    }
    List<JsonObject> objects = new ArrayList<>(list.size());
    for (JsonNode item : list) {
      String itemPlace = place + "[" + objects.size() + "]";
      if (!item.isObject()) {
        throw wrong(itemPlace, item, "an object");
      }
      objects.add(new JsonObject(item, itemPlace));
    }
    return List.copyOf(objects);
  }

  private String at(String name) {
    return place + "." + name;
  }

  private static MalformedException wrong(String place, JsonNode value, String expected) {
    return new MalformedException(place + " is " + kind(value) + ", not " + expected);
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case MISSING -> "empty";
      case BINARY, POJO -> "something else";
    };
  }

  /** The place only: the content may be secret. */
  @Override
  public String toString() {
    return place;
  }
}
