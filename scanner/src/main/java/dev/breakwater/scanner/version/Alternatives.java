package dev.breakwater.scanner.version;

import java.util.ArrayList;
import java.util.List;

/** The parts of a range between its {@code ||}. */
final class Alternatives {
  private Alternatives() {}

  static List<String> of(String text) {
    List<String> alternatives = new ArrayList<>();
    int start = 0;
    for (int bars = text.indexOf("||"); bars >= 0; bars = text.indexOf("||", start)) {
      alternatives.add(text.substring(start, bars));
      start = bars + 2;
    }
    alternatives.add(text.substring(start));
    return alternatives;
  }
}
