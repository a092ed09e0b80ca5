package dev.breakwater.scanner.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One way of a registry to ask who we are: an entry of {@code WWW-Authenticate} (RFC 9110, section
 * 11.6.1).
 *
 * @param scheme in lower case, such as {@code bearer}
 * @param parameters by their name in lower case; of two of one name the first counts
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final int MAX = 1 << 13;

  /** All that can be read; the rest of a header that makes no sense is left out. */
  static List<Challenge> parse(List<String> headers) {
    List<Challenge> challenges = new ArrayList<>();
    for (String header : headers) {
      new Reader(header.substring(0, Math.min(MAX, header.length()))).read(challenges);
    }
    return List.copyOf(challenges);
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  private static final class Reader {
    private final String text;
    private int position;

    Reader(String text) {
      this.text = text;
    }

    void read(List<Challenge> challenges) {
      Map<String, String> parameters = new HashMap<>();
      skip(" ,\t");
      while (position < text.length()) {
        String word = token();
        skip(" \t");
        if (word.isEmpty()) {
          return;
        }
        if (position < text.length() && text.charAt(position) == '=' && !challenges.isEmpty()) {
          position++;
          parameters.putIfAbsent(word, value());
        } else {
          parameters = new HashMap<>();
          challenges.add(new Challenge(word, parameters));
        }
        skip(" ,\t");
      }
    }

    private void skip(String characters) {
      while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
        position++;
      }
    }

    private String token() {
      int start = position;
      while (position < text.length() && " ,=\t\"".indexOf(text.charAt(position)) < 0) {
        position++;
      }
      return text.substring(start, position).toLowerCase(Locale.ROOT);
    }

    private String value() {
      skip(" \t");
      if (position == text.length() || text.charAt(position) != '"') {
        int start = position;
        while (position < text.length() && " ,\t".indexOf(text.charAt(position)) < 0) {
          position++;
        }
        return text.substring(start, position);
      }
      StringBuilder value = new StringBuilder();
      for (position++; position < text.length() && text.charAt(position) != '"'; position++) {
        if (text.charAt(position) == '\\' && position + 1 < text.length()) {
          position++;
        }
        value.append(text.charAt(position));
      }
      position++;
      return value.toString();
    }
  }
}
