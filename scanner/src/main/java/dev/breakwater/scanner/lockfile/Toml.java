package dev.breakwater.scanner.lockfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of <a href="https://toml.io/en/v1.0.0">TOML 1.0</a> that tools write into lock files and
 * manifests, as the tree that it would be in JSON: tables, arrays of tables, dotted keys, inline
 * tables, arrays and all strings. Numbers, dates and booleans stay as they are written, as strings.
 */
final class Toml {

  private static final int MAX_DEPTH = 50;

  private final String text;
  private final String what;
  private int at;

  private Toml(String text, String what) {
    this.text = text;
    this.what = what;
  }

  /**
   * Reads a document.
   *
   * @param what the file, for messages
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}
   */
  static JsonNode tree(byte[] toml, String what) throws IOException {
    return new Toml(new String(toml, StandardCharsets.UTF_8), what).document();
  }

  private JsonNode document() throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode table = root;
    for (skipBlank(true); at < text.length(); skipBlank(true)) {
      if (take("[[")) {
        table = newElement(root, key());
        expect("]]");
      } else if (take("[")) {
        table = tableAt(root, key());
        expect("]");
      } else {
        pair(table, 0);
      }
      skipBlank(false);
      if (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        throw malformed("the end of a line");
      }
    }
    return root;
  }

  private void pair(ObjectNode table, int depth) throws IOException {
    List<String> key = key();
    expect("=");
    skipBlank(false);
    JsonNode value = value(depth);
    tableAt(table, key.subList(0, key.size() - 1)).set(key.getLast(), value);
  }

  private List<String> key() throws IOException {
    List<String> parts = new ArrayList<>();
    do {
      skipBlank(false);
      parts.add(keyPart());
      skipBlank(false);
      if (parts.size() > MAX_DEPTH) {
        throw new LimitExceededException("parts of a key in TOML of " + what, MAX_DEPTH);
      }
    } while (take("."));
    return parts;
  }

  private String keyPart() throws IOException {
    char c = peek();
    if (c == '"' || c == '\'') {
      return string();
    }
    int start = at;
    while (at < text.length() && isBare(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw malformed("a key");
    }
    return text.substring(start, at);
  }

  private static boolean isBare(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private JsonNode value(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new LimitExceededException("levels in TOML of " + what, MAX_DEPTH);
    }
    char c = peek();
    if (c == '"' || c == '\'') {
      return JsonNodeFactory.instance.textNode(string());
    }
    if (take("[")) {
      return array(depth);
    }
    if (take("{")) {
      return inlineTable(depth);
    }
    int start = at;
    while (at < text.length() && ",]}#\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String plain = text.substring(start, at).strip();
    if (plain.isEmpty()) {
      throw malformed("a value");
    }
    return JsonNodeFactory.instance.textNode(plain);
  }

  private ArrayNode array(int depth) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (skipBlank(true); !take("]"); skipBlank(true)) {
      array.add(value(depth + 1));
      skipBlank(true);
      if (!take(",") && peek() != ']') {
        throw malformed("a comma");
      }
    }
    return array;
  }

  private ObjectNode inlineTable(int depth) throws IOException {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    for (skipBlank(true); !take("}"); skipBlank(true)) {
      pair(table, depth + 1);
      skipBlank(true);
      if (!take(",") && peek() != '}') {
        throw malformed("a comma");
      }
    }
    return table;
  }

  private String string() throws IOException {
    char quote = text.charAt(at);
    String triple = String.valueOf(quote).repeat(3);
    boolean multiline = take(triple);
    if (!multiline) {
      at++;
    }
    String end = multiline ? triple : String.valueOf(quote);
    StringBuilder value = new StringBuilder();
    while (!take(end)) {
      char c = peek();
      if (c == '\n' && !multiline) {
        throw malformed("the end of a string");
      }
      at++;
      if (c == '\\' && quote == '"') {
        escape(value);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private void escape(StringBuilder value) throws IOException {
    char c = peek();
    at++;
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'u' -> value.append(unicode(4));
      case 'U' -> value.append(unicode(8));
      default -> value.append(c);
    }
  }

  private String unicode(int digits) throws IOException {
    int point = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(peek(), 16);
      at++;
      point = point << 4 | digit;
      if (digit < 0 || point > Character.MAX_CODE_POINT) {
        throw malformed("a character");
      }
    }
    return Character.toString(point);
  }

  private ObjectNode tableAt(ObjectNode root, List<String> key) throws IOException {
    ObjectNode table = root;
    for (String part : key) {
      JsonNode child = table.path(part);
      JsonNode last = child.isArray() && !child.isEmpty() ? child.get(child.size() - 1) : child;
      table =
          switch (last) {
            case ObjectNode object -> object;
            case JsonNode missing when missing.isMissingNode() -> table.putObject(part);
            default -> throw malformed("another key than " + part);
          };
    }
    return table;
  }

  private ObjectNode newElement(ObjectNode root, List<String> key) throws IOException {
    ObjectNode parent = tableAt(root, key.subList(0, key.size() - 1));
    JsonNode child = parent.path(key.getLast());
    return switch (child) {
      case ArrayNode array -> array.addObject();
      case JsonNode missing when missing.isMissingNode() ->
          parent.putArray(key.getLast()).addObject();
      default -> throw malformed("another key than " + key.getLast());
    };
  }

  /** Skips white space and comments, and line ends too where they do not matter. */
  private void skipBlank(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (c == ' ' || c == '\t' || c == '\uFEFF' || (lines && (c == '\n' || c == '\r'))) {
        at++;
      } else {
        return;
      }
    }
  }

  private char peek() throws MalformedException {
    if (at >= text.length()) {
      throw malformed("more");
    }
    return text.charAt(at);
  }

  private boolean take(String token) {
    boolean there = text.startsWith(token, at);
    at += there ? token.length() : 0;
    return there;
  }

  private void expect(String token) throws MalformedException {
    skipBlank(false);
    if (!take(token)) {
      throw malformed(token);
    }
  }

  private MalformedException malformed(String expected) {
    return new MalformedException(
        "%s: TOML expects %s at character %,d".formatted(what, expected, at));
  }
}
