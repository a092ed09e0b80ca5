package dev.breakwater.engine.manifest;

import dev.breakwater.engine.manifest.Documents.Document;
import dev.breakwater.engine.manifest.EverydayYaml.Beyond;
import java.util.Optional;

/** A position in a document, and the small things that can be read there. For EverydayYaml. */
final class Lines {
  /** YAML 1.2, 8.2.2: no key on one line with its value is longer than 1024. */
  private static final int MAX_KEY = 1000;

  private static final char END = '\n';
  private static final boolean[] WORD = new boolean[128];
  private static final boolean[] BEGINS_PLAIN = new boolean[128];

  static {
    for (char c = '0'; c < 'z' + 1; c++) {
      WORD[c] = Character.isLetterOrDigit(c);
    }
    for (char c : "_./-".toCharArray()) {
      WORD[c] = true;
    }
    System.arraycopy(WORD, 0, BEGINS_PLAIN, 0, WORD.length);
    for (char c : "~+$(^=;\\".toCharArray()) {
      BEGINS_PLAIN[c] = true;
    }
  }

  private final char[] text;
  private int position;
  private int lineStart;
  private int line;
  private int column;
  private boolean end;

  Lines(Document document) {
    this.text = document.text().toCharArray();
    this.line = document.firstLine();
  }

  /**
   * Whether no character needs the full parser: no tab, no line break but one, none unprintable.
   */
  boolean isPlainText() {
    for (char c : text) {
      if ((c < ' ' && c != '\n')
          || c == 0x7F
          || (c >= 0x80 && (c < 0xA0 || c > 0xD7FF || c == 0x2028 || c == 0x2029))) {
        return false;
      }
    }
    return true;
  }

  int line() {
    return line;
  }

  /** The column of the content that {@link #toContent} came to, or that a dash parted. */
  int column() {
    return column;
  }

  boolean isAtEnd() {
    return end;
  }

  /** Goes to the next character that is neither space nor comment; false if there is none. */
  boolean toContent() {
    while (position < text.length) {
      char c = text[position];
      if (c == '\n') {
        position++;
        line++;
        lineStart = position;
      } else if (c == ' ') {
        position++;
      } else if (c == '#') {
        passLine();
      } else {
        column = position - lineStart;
        return true;
      }
    }
    end = true;
    return false;
  }

  private void passLine() {
    while (position < text.length && text[position] != '\n') {
      position++;
    }
  }

  private char at(int index) {
    return index < text.length ? text[index] : END;
  }

  private boolean isSpaceOrEnd(int index) {
    char c = at(index);
    return c == ' ' || c == '\n';
  }

  char peek() {
    return at(position);
  }

  /** Whether a sequence's dash stands here. */
  boolean isDash() {
    return at(position) == '-' && isSpaceOrEnd(position + 1);
  }

  /** Passes a dash and the spaces after it. */
  void passDash() {
    position++;
    passSpaces();
    column = position - lineStart;
  }

  /** Passes {@code expected} and the spaces after it. */
  void pass(char expected) throws Beyond {
    if (at(position) != expected) {
      throw new Beyond();
    }
    position++;
    passSpaces();
  }

  /** Passes spaces and returns what follows. */
  char passSpaces() {
    while (at(position) == ' ') {
      position++;
    }
    return at(position);
  }

  /** Whether nothing, or only a comment, is left of this line. */
  boolean isAtLineEnd() {
    char c = at(position);
    return c == '\n' || (c == '#' && (position == lineStart || text[position - 1] == ' '));
  }

  /** Passes to the end of the line, where nothing but a comment may stand. */
  void endLine() throws Beyond {
    passSpaces();
    if (!isAtLineEnd()) {
      throw new Beyond();
    }
    passLine();
  }

  /** Whether a key and its colon stand here. */
  boolean isKey() throws Beyond {
    int before = position;
    boolean key = key().isPresent();
    position = before;
    return key;
  }

  /** Passes a key, its colon and the spaces after it; empty where there is none. */
  Optional<String> key() throws Beyond {
    int start = position;
    char first = at(start);
    String key;
    if (first == '"' || first == '\'') {
      key = quoted();
    } else {
      int index = start;
      while (isWord(at(index))) {
        index++;
      }
      position = index;
      if (index == start || first == '-' || at(index) != ':' || !isSpaceOrEnd(index + 1)) {
        return Optional.empty();
      }
      key =
          PlainScalar.key(PlainScalar.resolve(new String(text, start, index - start)))
              .orElseThrow(Beyond::new);
    }
    if (at(position) != ':' || !isSpaceOrEnd(position + 1)) {
      return Optional.empty();
    }
    if (position - start > MAX_KEY) {
      throw new Beyond();
    }
    position++;
    passSpaces();
    return Optional.of(key);
  }

  private static boolean isWord(char c) {
    return c < 128 && WORD[c];
  }

  /** Passes a quoted text that ends on this line and holds no escape but a doubled quote. */
  String quoted() throws Beyond {
    char quote = text[position];
    int start = position + 1;
    int index = start;
    boolean doubled = false;
    while (at(index) != quote || (quote == '\'' && at(index + 1) == '\'')) {
      char c = at(index);
      if (c == '\n' || (c == '\\' && quote == '"')) {
        throw new Beyond();
      }
      doubled |= c == quote;
      index += c == quote ? 2 : 1;
    }
    position = index + 1;
    String value = new String(text, start, index - start);
    return doubled ? value.replace("''", "'") : value;
  }

  /** Passes a text without quotes, up to the end of the line or a comment, or in flow a comma. */
  String plain(boolean inFlow) throws Beyond {
    int start = position;
    char first = at(start);
    if (first >= 128 || !BEGINS_PLAIN[first] || (first == '-' && !isWord(at(start + 1)))) {
      throw new Beyond();
    }
    int last = start;
    int index = start;
    for (char c = first; c != '\n'; c = at(++index)) {
      if (c == '#' && text[index - 1] == ' ') {
        break;
      }
      if (inFlow) {
        if (c == ',' || c == ']' || c == '}') {
          break;
        }
        if (":#[{\"'?&*!|>%@`".indexOf(c) >= 0) {
          throw new Beyond();
        }
      } else if (c == ':' && isSpaceOrEnd(index + 1)) {
        throw new Beyond();
      }
      if (c != ' ') {
        last = index + 1;
      }
    }
    position = index;
    return new String(text, start, last - start);
  }

  /** Whether a literal text begins here, with no more than a chomping indicator. */
  boolean isLiteral() {
    int after = at(position + 1) == '-' || at(position + 1) == '+' ? 2 : 1;
    return at(position) == '|' && at(position + after) == '\n';
  }

  /** Passes a literal text below a parent at {@code column}, and goes to what follows. */
  String literal(int parent) throws Beyond {
    char chomping = at(position + 1);
    passLine();
    int indent = literalIndent();
    if (indent <= parent) {
      throw new Beyond();
    }
    StringBuilder value = new StringBuilder();
    int content = 0;
    while (position < text.length) {
      int start = position + 1;
      int index = start;
      while (at(index) == ' ' && index < start + indent) {
        index++;
      }
      boolean blank = at(index) == '\n';
      if (!blank && index < start + indent) {
        break;
      }
      if (index >= text.length) {
        break;
      }
      position = index;
      passLine();
      if (position == text.length) {
        throw new Beyond();
      }
      line++;
      lineStart = start;
      value.append(text, index, position - index).append('\n');
      content = blank ? content : value.length();
    }
    toContent();
    return switch (chomping) {
      case '-' -> value.substring(0, content - 1);
      case '+' -> value.toString();
      default -> value.substring(0, content);
    };
  }

  /** The indentation of the first line that holds anything; blank lines before it are rare. */
  private int literalIndent() throws Beyond {
    int index = position + 1;
    while (at(index) == ' ') {
      index++;
    }
    if (at(index) == '\n') {
      throw new Beyond();
    }
    return index - position - 1;
  }
}
