package dev.breakwater.scanner.ruby;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.PackageFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The specification of an installed gem (<a
 * href="https://guides.rubygems.org/specification-reference/">gemspec</a>), as RubyGems writes it:
 * one assignment of literals a line. It is a program, so it is read as text and never run; a value
 * that is not a literal stays unknown.
 */
public final class Gemspec {

  private static final int MAX_SIZE = 4 << 20;

  private static final String BLOCK = "Gem::Specification.new";

  private Gemspec() {}

  /** Finds installed gems in the files of an image. */
  public static Analyzer analyzer() {
    return new PackageFiles(
        "ruby 1",
        Gemspec::recognises,
        MAX_SIZE,
        (text, path) -> read(text, path).stream().toList());
  }

  /** Whether this is the specification of an installed gem. */
  public static boolean recognises(String path) {
    int folder = path.startsWith("specifications/") ? 0 : path.indexOf("/specifications/");
    return folder >= 0 && path.endsWith(".gemspec");
  }

  /**
   * Reads the gem that the file describes.
   *
   * @param path of the file, without a leading slash
   * @return empty when it has no name or no version that is a literal
   */
  public static Optional<InstalledPackage> read(byte[] gemspec, String path) {
    String variable = "";
    String name = "";
    String version = "";
    List<String> licenses = List.of();
    for (String raw : new String(gemspec, StandardCharsets.UTF_8).split("\n", -1)) {
      String line = raw.strip();
      if (line.contains(BLOCK)) {
        variable = blockVariable(line);
      }
      if (variable.isEmpty() || !line.startsWith(variable + ".")) {
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String value = line.substring(equals + 1).strip();
      switch (line.substring(variable.length() + 1, equals).strip()) {
        case "name" -> name = first(value, name);
        case "version" -> version = first(value, version);
        case "license", "licenses" -> licenses = literals(value);
        default -> {}
      }
    }
    return name.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : Optional.of(new Declared(PackageType.GEM, name, version, licenses).at(path));
  }

  private static String blockVariable(String line) {
    int open = line.indexOf('|');
    int close = line.indexOf('|', open + 1);
    return open < 0 || close < 0 ? "" : line.substring(open + 1, close).strip();
  }

  private static String first(String value, String before) {
    List<String> literals = literals(value);
    return literals.isEmpty() ? before : literals.getFirst();
  }

  /** The strings in {@code "a".freeze, 'b'}, {@code ["a"]}, {@code Gem::Version.new("a")}. */
  private static List<String> literals(String value) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < value.length(); i++) {
      char quote = value.charAt(i);
      if (quote == '#') {
        break;
      }
      if (quote == '"' || quote == '\'') {
        int end = value.indexOf(quote, i + 1);
        if (end < 0) {
          break;
        }
        found.add(value.substring(i + 1, end));
        i = end;
      }
    }
    return found;
  }
}
