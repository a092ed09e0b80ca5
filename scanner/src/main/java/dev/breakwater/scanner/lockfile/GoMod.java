package dev.breakwater.scanner.lockfile;

import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Go's <a href="https://go.dev/ref/mod#go-mod-file">go.mod</a>. Since Go 1.17 it lists all modules;
 * before, the indirect ones are those of {@code go.sum}.
 */
final class GoMod {

  private record Replacement(String oldPath, String oldVersion, String path, String version) {}

  private final Map<String, String> required = new LinkedHashMap<>();
  private final Map<String, String> indirect = new LinkedHashMap<>();
  private final List<Replacement> replacements = new ArrayList<>();
  private String goVersion = "";

  private GoMod() {}

  static Collection<Declared> read(byte[] content, Neighbours neighbours) throws IOException {
    GoMod mod = new GoMod();
    mod.readLines(new String(content, StandardCharsets.UTF_8));
    Map<String, String> modules = new LinkedHashMap<>(mod.required);
    if (!mod.listsOnlyDirect()) {
      modules.putAll(mod.indirect);
    }
    mod.replacements.forEach(replacement -> replace(modules, replacement));
    if (mod.listsOnlyDirect()) {
      Optional<byte[]> sums = neighbours.file("go.sum");
      if (sums.isPresent()) {
        sums(sums.get()).forEach(modules::putIfAbsent);
      }
    }
    return modules.entrySet().stream()
        .map(module -> new Declared(PackageType.GOLANG, module.getKey(), module.getValue()))
        .toList();
  }

  private void readLines(String text) {
    String block = "";
    for (String raw : text.lines().toList()) {
      int comment = raw.indexOf("//");
      boolean isIndirect =
          comment >= 0 && raw.substring(comment + 2).strip().startsWith("indirect");
      String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
      if (line.equals(")")) {
        block = "";
      } else if (line.endsWith("(")) {
        block = line.substring(0, line.length() - 1).strip();
      } else if (!line.isEmpty()) {
        directive(words((block + " " + line).replace("\"", "")), isIndirect);
      }
    }
  }

  private void directive(List<String> words, boolean isIndirect) {
    switch (words.getFirst()) {
      case "go" -> goVersion = word(words, 1);
      case "require" -> {
        if (words.size() == 3) {
          (isIndirect ? indirect : required).put(words.get(1), words.get(2));
        }
      }
      case "replace" -> {
        int arrow = words.indexOf("=>");
        if (arrow == 2 || arrow == 3) {
          replacements.add(
              new Replacement(
                  words.get(1),
                  arrow == 3 ? words.get(2) : "",
                  word(words, arrow + 1),
                  word(words, arrow + 2)));
        }
      }
      default -> {}
    }
  }

  private static String word(List<String> words, int index) {
    return index < words.size() ? words.get(index) : "";
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.replace('\t', ' ').split(" ", -1))
        .filter(word -> !word.isBlank())
        .toList();
  }

  /** A file without a version is older than any that has one. */
  private boolean listsOnlyDirect() {
    String[] parts = goVersion.split("\\.", -1);
    try {
      return parts.length < 2
          || (Integer.parseInt(parts[0]) == 1 && Integer.parseInt(parts[1]) < 17);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A folder has no version: what it replaces is not what is built. */
  private static void replace(Map<String, String> modules, Replacement replacement) {
    String version = modules.get(replacement.oldPath);
    boolean applies =
        version != null
            && (replacement.oldVersion.isEmpty() || replacement.oldVersion.equals(version));
    if (applies) {
      modules.remove(replacement.oldPath);
      if (!replacement.version.isEmpty()) {
        modules.put(replacement.path, replacement.version);
      }
    }
  }

  /** The last line of a module names the highest version; those of go.mod files were not built. */
  private static Map<String, String> sums(byte[] content) {
    Map<String, String> modules = new LinkedHashMap<>();
    for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
      List<String> words = words(line);
      if (words.size() == 3 && !words.get(1).endsWith("/go.mod")) {
        modules.put(words.get(0), words.get(1));
      }
    }
    return modules;
  }
}
