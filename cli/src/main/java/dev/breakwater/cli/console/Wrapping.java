package dev.breakwater.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Breaks text into lines that fit. */
public final class Wrapping {
  private Wrapping() {}

  /**
   * The lines of {@code text}, at least one and none longer than {@code width}: broken at spaces,
   * and a word that is longer itself after a comma, slash or dot, or else anywhere. Characters that
   * would move a terminal's cursor become question marks.
   */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    StringTokenizer words = new StringTokenizer(printable(text), " ");
    while (words.hasMoreTokens()) {
      String rest = words.nextToken();
      if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > width) {
        int cut = cut(rest, width);
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      if (!rest.isEmpty()) {
        line.append(line.isEmpty() ? "" : " ").append(rest);
      }
    }
    if (!line.isEmpty() || lines.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** {@code text} in at most {@code width} characters, its middle left out where it is longer. */
  public static String shortened(String text, int width) {
    String printable = printable(text);
    if (printable.length() <= width) {
      return printable;
    }
    int head = (width - 3) / 3;
    return printable.substring(0, head)
        + "..."
        + printable.substring(printable.length() - (width - 3 - head));
  }

  private static int cut(String word, int width) {
    for (int i = width; i > width / 2; i--) {
      if (",/.".indexOf(word.charAt(i - 1)) >= 0) {
        return i;
      }
    }
    return width;
  }

  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                printable.append(
                    c == '\n' || c == '\t' ? ' ' : Character.isISOControl(c) ? '?' : (char) c));
    return printable.toString();
  }
}
