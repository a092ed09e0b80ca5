package dev.breakwater.engine.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts a stream into its documents, so that a syntax error in one does not cost the others.
 *
 * <p>YAML 1.2, 9.1.4: {@code ---} and {@code ...} at the beginning of a line, followed by white
 * space or the line's end, mark a document whatever they stand in, a block scalar included.
 */
final class Documents {
  private Documents() {}

  /**
   * One document.
   *
   * @param text its text, without the marker
   * @param firstLine the line of the file where the text begins, from 1
   */
  record Document(String text, int firstLine) {
    /** Whether there is nothing in it but white space, comments and directives. */
    boolean isEmpty() {
      int position = 0;
      while (position < text.length()) {
        int end = endOfLine(text, position);
        int first = position;
        while (first < end && Character.isWhitespace(text.charAt(first))) {
          first++;
        }
        boolean directive =
            text.startsWith("%YAML ", position) || text.startsWith("%TAG ", position);
        if (first < end && text.charAt(first) != '#' && !directive) {
          return false;
        }
        position = end + 1;
      }
      return true;
    }

    /** The first character that is not white space; a space where there is none. */
    char first() {
      for (int i = 0; i < text.length(); i++) {
        if (!Character.isWhitespace(text.charAt(i))) {
          return text.charAt(i);
        }
      }
      return ' ';
    }

    /** The line of the file where {@code part} first occurs, or {@code fallback}. */
    int lineOf(String part, int fallback) {
      int index = text.indexOf(part);
      return index < 0 ? fallback : lineAt(index);
    }

    /** The line of the file that holds the character at {@code index}. */
    int lineAt(int index) {
      int line = firstLine;
      for (int i = 0; i < index; i++) {
        if (text.charAt(i) == '\n') {
          line++;
        }
      }
      return line;
    }
  }

  /** The documents of {@code text} that are not empty. */
  static List<Document> of(String text) {
    List<Document> documents = new ArrayList<>();
    int start = 0;
    int startLine = 1;
    int line = 1;
    for (int position = 0; position < text.length(); line++) {
      if (isMarker(text, position)) {
        add(documents, text.substring(start, position), startLine);
        start = position + 3;
        startLine = line;
      }
      position = endOfLine(text, position) + 1;
    }
    add(documents, text.substring(Math.min(start, text.length())), startLine);
    return documents;
  }

  private static void add(List<Document> documents, String text, int firstLine) {
    Document document = new Document(text, firstLine);
    if (!document.isEmpty()) {
      documents.add(document);
    }
  }

  private static boolean isMarker(String text, int position) {
    if (!text.startsWith("---", position) && !text.startsWith("...", position)) {
      return false;
    }
    int after = position + 3;
    return after == text.length() || " \t\r\n".indexOf(text.charAt(after)) >= 0;
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
