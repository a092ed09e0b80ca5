package dev.breakwater.scanner.language;

import java.util.List;

/** Tells the name of a licence from its text, which some authors put in the same field. */
public final class Licenses {

  /** Longer than the longest SPDX expression in use, shorter than any licence. */
  private static final int LONGEST_NAME = 256;

  private Licenses() {}

  /** The declaration as a list: empty for nothing and for the text of a licence. */
  public static List<String> of(String declaration) {
    String name = declaration.strip();
    return name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf('\n') >= 0
        ? List.of()
        : List.of(name);
  }
}
