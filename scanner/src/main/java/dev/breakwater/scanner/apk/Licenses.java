package dev.breakwater.scanner.apk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/** The licences that the field {@code L} of a package names. */
final class Licenses {

  private static final Set<String> NUMBERS = Set.of("1.0", "2.0", "3.0");

  private Licenses() {}

  /**
   * {@code MIT AND (BSD-2-Clause OR GPL-2.0-only WITH exception)}: the names between the operators.
   * Old packages wrote {@code MPL 2.0}: a number belongs to the name before it. An exception that
   * {@code WITH} adds stays with its licence.
   */
  static List<String> of(String field) {
    List<String> names = new ArrayList<>();
    boolean joins = false;
    for (StringTokenizer words = new StringTokenizer(field, " \t()"); words.hasMoreTokens(); ) {
      String word = words.nextToken();
      if (word.equals("AND") || word.equals("OR")) {
        joins = false;
      } else if (!names.isEmpty() && (joins || word.equals("WITH") || NUMBERS.contains(word))) {
        names.add(names.removeLast() + " " + word);
        joins = word.equals("WITH");
      } else {
        names.add(word);
      }
    }
    return List.copyOf(new LinkedHashSet<>(names));
  }
}
