package dev.breakwater.scanner.rpm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.image.facts.BuildInfo;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code root/buildinfo/Dockerfile-NAME-VERSION-RELEASE}, which Red Hat leaves in its images: its
 * labels say as what component and for which architecture the layer was built.
 */
final class BuildDockerfile {

  private static final String FOLDER = "root/buildinfo/";

  private BuildDockerfile() {}

  static boolean isAt(String path) {
    return path.startsWith(FOLDER + "Dockerfile") && path.indexOf('/', FOLDER.length()) < 0;
  }

  /** Reads the name of the build; nothing unless both labels are there. */
  static Optional<BuildInfo> read(byte[] content, String path) throws LimitExceededException {
    Map<String, String> variables = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    Iterator<String> lines = new String(content, UTF_8).lines().iterator();
    while (lines.hasNext()) {
      String line = instruction(lines);
      int space = line.indexOf(' ');
      String arguments = line.substring(space + 1).strip();
      switch (space < 0 ? "" : line.substring(0, space).toUpperCase(Locale.ROOT)) {
        case "ARG", "ENV" -> assign(DockerfileWords.split(arguments, variables), variables);
        case "LABEL" -> assign(DockerfileWords.split(arguments, variables), labels);
        default -> {}
      }
    }
    String component =
        labels.getOrDefault("com.redhat.component", labels.getOrDefault("bzcomponent", ""));
    String architecture = labels.getOrDefault("architecture", "");
    return component.isEmpty() || architecture.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BuildInfo(List.of(), component + "-" + versionAndRelease(path), architecture));
  }

  /** A line with those that continue it; comments between them are left out. */
  private static String instruction(Iterator<String> lines) {
    StringBuilder whole = new StringBuilder();
    while (lines.hasNext()) {
      String line = lines.next().strip();
      if (line.startsWith("#")) {
        continue;
      }
      if (!line.endsWith("\\")) {
        return whole.append(line).toString().replace('\t', ' ');
      }
      whole.append(line, 0, line.length() - 1).append(' ');
    }
    return whole.toString().replace('\t', ' ');
  }

  /** {@code key=value ...}, or the old form {@code key value}. */
  private static void assign(List<DockerfileWords.Word> words, Map<String, String> values) {
    if (words.size() > 1 && words.getFirst().equals() < 0) {
      values.put(key(words.getFirst().text()), words.get(1).text());
      return;
    }
    for (DockerfileWords.Word word : words) {
      if (word.equals() >= 0) {
        values.put(
            key(word.text().substring(0, word.equals())), word.text().substring(word.equals() + 1));
      }
    }
  }

  /** Labels are compared in lower case; variables of these files are written in one case. */
  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** What stands behind the last but one dash. */
  private static String versionAndRelease(String path) {
    int release = path.lastIndexOf('-');
    int version = release < 0 ? -1 : path.lastIndexOf('-', release - 1);
    return release < 0 ? "" : path.substring(version + 1);
  }
}
