package dev.breakwater.engine.checks;

import dev.breakwater.engine.inventory.Container;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * A list of strings that is run: a container's command and arguments, the exec of a probe or hook.
 *
 * @param path of the list below the container: {@code args}, {@code livenessProbe.exec.command}
 * @param words the strings
 */
record CommandLine(String path, List<String> words) {
  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");
  private static final List<String> HOOKS = List.of("postStart", "preStop");

  /** Everything that a container runs. */
  static List<CommandLine> of(Container container) {
    List<CommandLine> lines = new ArrayList<>(4);
    Node body = container.body();
    add(lines, "command", body.at("command"));
    add(lines, "args", body.at("args"));
    for (String probe : PROBES) {
      add(lines, probe + ".exec.command", body.at(probe, "exec", "command"));
    }
    Node lifecycle = body.at("lifecycle");
    for (String hook : HOOKS) {
      add(lines, "lifecycle." + hook + ".exec.command", lifecycle.at(hook, "exec", "command"));
    }
    return lines;
  }

  private static void add(List<CommandLine> lines, String path, Node words) {
    if (!words.items().isEmpty()) {
      lines.add(new CommandLine(path, words.items().stream().map(Node::display).toList()));
    }
  }

  /** What secret a word holds, or the word before it announces; empty if none is seen. */
  Optional<String> secretIn(int index) {
    String word = words.get(index);
    Optional<String> format = SecretText.in(word);
    if (format.isPresent()) {
      return format;
    }
    String before = index > 0 ? words.get(index - 1) : "";
    if (isOption(before) && !isOption(word)) {
      return setting(before, word);
    }
    return assignment(word);
  }

  /** {@code --name=value} and {@code NAME=value}, also within a script. */
  private static Optional<String> assignment(String text) {
    if (text.indexOf('=') < 0 && text.indexOf("--") < 0) {
      return Optional.empty();
    }
    StringTokenizer tokens = new StringTokenizer(text, " \t\n;&|\"'");
    String previous = "";
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      int equals = token.indexOf('=');
      Optional<String> found = Optional.empty();
      if (equals > 0) {
        found = setting(token.substring(0, equals), token.substring(equals + 1));
      } else if (isOption(previous) && !isOption(token)) {
        found = setting(previous, token);
      }
      if (found.isPresent()) {
        return found;
      }
      previous = token;
    }
    return Optional.empty();
  }

  private static boolean isOption(String word) {
    return word.startsWith("--") && word.length() > 2 && word.indexOf('=') < 0;
  }

  private static Optional<String> setting(String name, String value) {
    boolean secret =
        switch (SecretName.of(name)) {
          case SURE -> SecretText.isValue(value);
          case LIKELY -> SecretText.isValue(value) && SecretText.looksRandom(value);
          case NO -> false;
        };
    return secret ? Optional.of(name + " " + SecretText.masked(value)) : Optional.empty();
  }
}
