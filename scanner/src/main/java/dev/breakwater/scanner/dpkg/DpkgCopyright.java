package dev.breakwater.scanner.dpkg;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The licences in {@code usr/share/doc/NAME/copyright}: the short names of the <a
 * href="https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/">machine-readable
 * format</a>; in a file of any other form those of {@code /usr/share/common-licenses} that it
 * refers to.
 */
public final class DpkgCopyright {
  /** The few that are larger list the licences of a browser. */
  static final int MAX_BYTES = 4 << 20;

  private static final String FOLDER = "usr/share/doc/";
  private static final String FILE = "/copyright";
  private static final String FIELD = "license:";
  private static final String COMMON = "/usr/share/common-licenses/";
  private static final int MAX_LICENSES = 100;
  private static final int MAX_LENGTH = 200;

  private DpkgCopyright() {}

  /** Where the licences of a package stand, unless its folder is a link. */
  public static String pathOf(String name) {
    return FOLDER + name + FILE;
  }

  /** Whether that is such a file. */
  static boolean isOne(String path) {
    return path.endsWith(FILE)
        && path.startsWith(FOLDER)
        && path.indexOf('/', FOLDER.length()) == path.length() - FILE.length();
  }

  /** The licences, each once, in their order; at most 100. */
  static List<String> read(Iterator<String> lines) {
    Set<String> declared = new LinkedHashSet<>();
    Set<String> referred = new LinkedHashSet<>();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.regionMatches(true, 0, FIELD, 0, FIELD.length())) {
        add(declared, line.substring(FIELD.length()).strip());
      } else {
        refer(referred, line);
      }
    }
    return List.copyOf(declared.isEmpty() ? referred : declared);
  }

  private static void refer(Set<String> referred, String line) {
    for (int at = line.indexOf(COMMON); at >= 0; at = line.indexOf(COMMON, at + 1)) {
      int from = at + COMMON.length();
      int to = from;
      while (to < line.length() && isPartOfName(line.charAt(to))) {
        to++;
      }
      // A sentence may end with it.
      while (to > from && !Character.isLetterOrDigit(line.charAt(to - 1))) {
        to--;
      }
      add(referred, line.substring(from, to));
    }
  }

  private static boolean isPartOfName(char c) {
    return (c < 128 && Character.isLetterOrDigit(c))
        || c == '.'
        || c == '-'
        || c == '+'
        || c == '_';
  }

  private static void add(Set<String> licenses, String license) {
    boolean possible = !license.isEmpty() && license.length() <= MAX_LENGTH;
    if (possible && licenses.size() < MAX_LICENSES) {
      licenses.add(license);
    }
  }
}
