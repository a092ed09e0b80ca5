package dev.breakwater.scanner.lockfile;

import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * pip's <a
 * href="https://pip.pypa.io/en/stable/reference/requirements-file-format/">requirements.txt</a>. It
 * locks a version only where it says {@code ==}.
 */
final class Requirements {

  private Requirements() {}

  static List<Declared> read(byte[] content) {
    String text =
        new String(content, StandardCharsets.UTF_8).replace("\\\r\n", " ").replace("\\\n", " ");
    List<Declared> found = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String requirement = before(before(before(line, " #"), ";"), " --").strip();
      int equals = requirement.indexOf("==");
      if (equals > 0 && !requirement.startsWith("#") && !requirement.startsWith("-")) {
        String name = before(requirement.substring(0, equals), "[").strip();
        String version = requirement.substring(equals + 2).replace("=", "").strip();
        if (isName(name) && isVersion(version)) {
          found.add(new Declared(PackageType.PYPI, name, version));
        }
      }
    }
    return found;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
  }

  /** A range such as {@code ==1.*} or {@code ==1.0,!=1.1} locks nothing. */
  private static boolean isVersion(String version) {
    return !version.isEmpty()
        && version.chars().noneMatch(c -> c == '*' || c == ',' || c == ' ' || c == '<' || c == '>');
  }

  private static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}
