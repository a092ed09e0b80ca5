package dev.breakwater.scanner.java;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The {@code pom.properties} that Maven packs into an archive: who it is. */
final class PomProperties {

  private PomProperties() {}

  /** The artifact; parts that are not there are empty. */
  static Artifact read(byte[] properties) {
    String group = "";
    String artifact = "";
    String version = "";
    for (String raw : lines(properties)) {
      String line = raw.strip();
      int equals = line.indexOf('=');
      if (equals > 0) {
        String value = line.substring(equals + 1).strip();
        switch (line.substring(0, equals).strip()) {
          case "groupId" -> group = value;
          case "artifactId" -> artifact = value;
          case "version" -> version = value;
          default -> {}
        }
      }
    }
    return new Artifact(group, artifact, version);
  }

  private static List<String> lines(byte[] properties) {
    return new String(properties, StandardCharsets.ISO_8859_1).lines().toList();
  }
}
