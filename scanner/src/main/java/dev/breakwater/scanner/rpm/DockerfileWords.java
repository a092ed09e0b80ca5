package dev.breakwater.scanner.rpm;

import dev.breakwater.scanner.limit.LimitExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Splits the arguments of an instruction of a Dockerfile as its shell-like rules want it. */
final class DockerfileWords {

  /**
   * A word without its quotes.
   *
   * @param text its characters, variables replaced
   * @param equals where the first {@code =} outside quotes is; -1 when there is none
   */
  record Word(String text, int equals) {}

  private static final int MAX_WORD = 4096;
  private static final int MAX_DEFAULT = 256;

  private final String line;
  private final Map<String, String> variables;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private int equals = -1;
  private boolean inWord;
  private char quote;

  private DockerfileWords(String line, Map<String, String> variables) {
    this.line = line;
    this.variables = variables;
  }

  /**
   * Splits {@code line}; the names of {@code variables} are in lower case.
   *
   * @throws LimitExceededException when a word has more than 4,096 characters: variables that hold
   *     variables could make it any length
   */
  static List<Word> split(String line, Map<String, String> variables)
      throws LimitExceededException {
    return new DockerfileWords(line, variables).split();
  }

  private List<Word> split() throws LimitExceededException {
    for (int at = 0; at < line.length(); ) {
      char c = line.charAt(at);
      if (c == quote && quote != 0) {
        quote = 0;
        at++;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        inWord = true;
        at++;
      } else if (quote == 0 && c == ' ') {
        endWord();
        at++;
      } else if (quote != '\'' && c == '\\' && at + 1 < line.length()) {
        append(line.charAt(at + 1));
        at += 2;
      } else if (quote != '\'' && c == '$') {
        at = variable(at + 1);
      } else {
        if (c == '=' && quote == 0 && equals < 0) {
          equals = word.length();
        }
        append(c);
        at++;
      }
    }
    endWord();
    return words;
  }

  private void append(char c) throws LimitExceededException {
    append(String.valueOf(c));
  }

  private void append(String text) throws LimitExceededException {
    if (word.length() + text.length() > MAX_WORD) {
      throw new LimitExceededException("characters of a word of a Dockerfile", MAX_WORD);
    }
    word.append(text);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(new Word(word.toString(), equals));
    }
    word.setLength(0);
    equals = -1;
    inWord = false;
  }

  /** {@code $name} or {@code ${name}}; gives back where the line goes on. */
  private int variable(int from) throws LimitExceededException {
    boolean braces = from < line.length() && line.charAt(from) == '{';
    int start = braces ? from + 1 : from;
    int end = start;
    while (end < line.length()
        && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
      end++;
    }
    append(variables.getOrDefault(line.substring(start, end).toLowerCase(Locale.ROOT), ""));
    int close = braces ? line.indexOf('}', end, Math.min(line.length(), end + MAX_DEFAULT)) : -1;
    return close < 0 ? end : close + 1;
  }
}
