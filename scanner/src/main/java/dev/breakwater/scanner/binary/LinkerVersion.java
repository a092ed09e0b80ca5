package dev.breakwater.scanner.binary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The version that the authors of a Go program tell the linker: {@code -ldflags "-X
 * main.version=1.2.3"}. Variables of the module's own commands count more than those of the usual
 * packages, and these more than others; two of equal weight contradict each other.
 */
final class LinkerVersion {

  private static final Set<String> USUAL_PACKAGES = Set.of("main", "common", "version", "cmd");

  private LinkerVersion() {}

  /** The version; empty when there is none, or not exactly one. */
  static String of(String module, String flags) {
    Map<String, String> variables = variables(words(flags));
    List<List<String>> byWeight = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    variables.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          boolean version = lower.endsWith(".version") || lower.endsWith(".ver");
          if (version && GoVersions.isSemantic(value)) {
            byWeight.get(weight(module, name)).add(value);
          }
        });
    for (List<String> versions : byWeight) {
      if (!versions.isEmpty()) {
        return versions.size() == 1 ? versions.getFirst() : "";
      }
    }
    return "";
  }

  private static int weight(String module, String name) {
    if (name.startsWith(module + "/cmd/")) {
      return 0;
    }
    String last = name.substring(name.lastIndexOf('/') + 1);
    String packageName = last.substring(0, last.indexOf('.')).toLowerCase(Locale.ROOT);
    return USUAL_PACKAGES.contains(packageName) ? 1 : 2;
  }

  private static Map<String, String> variables(List<String> words) {
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).startsWith("--") ? words.get(i).substring(1) : words.get(i);
      String assignment = "";
      if (word.equals("-X") && i + 1 < words.size()) {
        assignment = words.get(++i);
      } else if (word.startsWith("-X")) {
        assignment = word.substring(word.startsWith("-X=") ? 3 : 2);
      }
      int equals = assignment.indexOf('=');
      if (equals > 0) {
        found.put(assignment.substring(0, equals), assignment.substring(equals + 1));
      }
    }
    return found;
  }

  /** Splits as a shell does. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        inWord = true;
      } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        boolean escaped = c == '\\' && quote != '\'' && i + 1 < line.length();
        word.append(escaped ? line.charAt(++i) : c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
