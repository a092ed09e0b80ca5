package dev.breakwater.scanner.lockfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import dev.breakwater.scanner.language.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Yarn's lock file, of version 1 and of the YAML that followed: blocks of a line of patterns and
 * indented fields, alike enough to be read by the same rules. What is for development only the
 * {@code package.json} next to it, and those of its workspaces, tell.
 */
final class YarnLock {

  private static final Set<String> LOCAL =
      Set.of("workspace", "patch", "file", "link", "portal", "exec");

  /** A block: its patterns, its version, and the patterns that it depends on. */
  private static final class Block {
    private final List<String> patterns;
    private String version = "";
    private final List<String> dependencies = new ArrayList<>();

    Block(List<String> patterns) {
      this.patterns = patterns;
    }
  }

  private YarnLock() {}

  static Collection<Declared> read(byte[] content, Neighbours neighbours) throws IOException {
    List<Block> blocks = blocks(new String(content, StandardCharsets.UTF_8));
    Map<String, Block> byPattern = new HashMap<>();
    for (Block block : blocks) {
      block.patterns.forEach(pattern -> byPattern.put(pattern, block));
    }
    Set<String> roots = new HashSet<>();
    boolean known = addRoots(neighbours.file("package.json"), roots, true);
    for (Block block : blocks) {
      for (String pattern : block.patterns) {
        int workspace = pattern.indexOf("@workspace:");
        if (known && workspace > 0) {
          String folder = pattern.substring(workspace + "@workspace:".length());
          addRoots(neighbours.file(folder + "/package.json"), roots, false);
        }
      }
    }
    Set<String> reached =
        Reachable.from(
            roots,
            pattern ->
                byPattern.containsKey(pattern) ? byPattern.get(pattern).dependencies : List.of());
    List<Declared> found = new ArrayList<>();
    for (Block block : blocks) {
      if (!known || block.patterns.stream().anyMatch(reached::contains)) {
        declared(block).ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * Adds the patterns that a manifest needs in production.
   *
   * @return whether that is all: workspaces of version 1 are not listed in the lock file
   */
  private static boolean addRoots(Optional<byte[]> manifest, Set<String> roots, boolean top)
      throws IOException {
    if (manifest.isEmpty()) {
      return false;
    }
    JsonNode json = Json.tree(manifest.get(), "package.json");
    for (String kind : List.of("dependencies", "optionalDependencies")) {
      for (Map.Entry<String, JsonNode> each : json.path(kind).properties()) {
        roots.add(pattern(each.getKey(), each.getValue().asText("")));
      }
    }
    return !top || json.path("workspaces").isEmpty();
  }

  /** {@code lodash@npm:^4} and {@code lodash@^4} are the same to both versions. */
  private static String pattern(String name, String range) {
    return name + "@" + (range.startsWith("npm:") ? range.substring(4) : range);
  }

  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Block block = new Block(List.of());
    boolean dependencies = false;
    for (String line : text.lines().toList()) {
      String content = line.strip();
      int indent = line.length() - line.stripLeading().length();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      if (indent == 0) {
        block = new Block(patterns(content));
        blocks.add(block);
        dependencies = false;
      } else if (indent <= 2) {
        String[] field = field(content);
        dependencies = field[0].equals("dependencies") || field[0].equals("optionalDependencies");
        if (field[0].equals("version")) {
          block.version = field[1];
        }
      } else if (dependencies) {
        String[] field = field(content);
        block.dependencies.add(pattern(field[0], field[1]));
      }
    }
    return blocks;
  }

  private static List<String> patterns(String header) {
    List<String> patterns = new ArrayList<>();
    for (String each :
        header.substring(0, header.length() - (header.endsWith(":") ? 1 : 0)).split(",", -1)) {
      String pattern = unquoted(each.strip());
      int at = pattern.indexOf('@', 1);
      if (at > 0) {
        patterns.add(pattern(pattern.substring(0, at), pattern.substring(at + 1)));
      }
    }
    return patterns;
  }

  /**
   * {@code name "value"}, {@code "name" value}, {@code name: value} and {@code "name": "value"}.
   */
  private static String[] field(String line) {
    int start = line.startsWith("\"") ? line.indexOf('"', 1) + 1 : 0;
    int end = Math.max(start, 0);
    while (end < line.length() && line.charAt(end) != ' ') {
      end++;
    }
    String name = line.substring(0, end);
    return new String[] {
      unquoted(name.endsWith(":") ? name.substring(0, name.length() - 1) : name),
      unquoted(line.substring(end).strip())
    };
  }

  private static String unquoted(String text) {
    return text.replace("\"", "");
  }

  private static Optional<Declared> declared(Block block) {
    if (block.patterns.isEmpty() || block.version.isEmpty()) {
      return Optional.empty();
    }
    String pattern = block.patterns.getFirst();
    int at = pattern.indexOf('@', 1);
    String range = pattern.substring(at + 1);
    int colon = range.indexOf(':');
    if (colon > 0 && (LOCAL.contains(range.substring(0, colon)) || range.startsWith("git"))) {
      return Optional.empty();
    }
    // alias@real@1.0, once the protocol is off: what is installed is the real one.
    int real = range.indexOf('@', 1);
    boolean alias = real > 0 && colon < 0;
    return Optional.of(
        new Declared(
            PackageType.NPM,
            alias ? range.substring(0, real) : pattern.substring(0, at),
            block.version));
  }
}
