package dev.breakwater.scanner.java;

import dev.breakwater.scanner.language.Licenses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The main section of a {@code META-INF/MANIFEST.MF} (<a
 * href="https://docs.oracle.com/en/java/javase/25/docs/specs/jar/jar.html#jar-manifest">JAR
 * specification</a>): it ends at the first empty line, and a line that starts with a space
 * continues the one before.
 */
final class Manifest {

  private final Map<String, String> attributes = new LinkedHashMap<>();

  private Manifest() {}

  static Manifest none() {
    return new Manifest();
  }

  static Manifest read(byte[] bytes) {
    Manifest manifest = new Manifest();
    StringBuilder attribute = new StringBuilder();
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      if (line.isEmpty()) {
        break;
      }
      if (line.startsWith(" ")) {
        attribute.append(line, 1, line.length());
      } else {
        manifest.keep(attribute.toString());
        attribute.setLength(0);
        attribute.append(line);
      }
    }
    manifest.keep(attribute.toString());
    return manifest;
  }

  private void keep(String attribute) {
    int colon = attribute.indexOf(':');
    if (colon > 0) {
      String value = attribute.substring(colon + 1).strip();
      // %name stands for a text in another file.
      if (!value.isEmpty() && !value.startsWith("%")) {
        attributes.put(attribute.substring(0, colon).toLowerCase(Locale.ROOT), value);
      }
    }
  }

  /** The artifact, if what the manifest says can be one. */
  Optional<Artifact> artifact() {
    String symbolicName = before(get("Bundle-SymbolicName"), ';');
    int dot = symbolicName.lastIndexOf('.');
    Artifact artifact =
        new Artifact(
            first(
                get("Implementation-Vendor-Id"),
                dot > 0 ? symbolicName.substring(0, dot) : symbolicName,
                get("Implementation-Vendor"),
                get("Specification-Vendor")),
            first(get("Implementation-Title"), get("Specification-Title"), get("Bundle-Name")),
            first(
                get("Implementation-Version"),
                get("Specification-Version"),
                get("Bundle-Version")));
    boolean possible =
        artifact.isComplete()
            && Artifact.isPlain(artifact.group())
            && Artifact.isPlain(artifact.artifact());
    return possible ? Optional.of(artifact) : Optional.empty();
  }

  /** The names in {@code Bundle-License}; those that are addresses say no name. */
  List<String> licenses() {
    List<String> names = new ArrayList<>();
    for (String entry : get("Bundle-License").split(",", -1)) {
      String name = before(entry, ';').strip();
      if (!name.contains("://") && !name.startsWith("<<")) {
        names.addAll(Licenses.of(name.replace("\"", "")));
      }
    }
    return names;
  }

  private String get(String attribute) {
    return attributes.getOrDefault(attribute.toLowerCase(Locale.ROOT), "");
  }

  private static String first(String... values) {
    for (String value : values) {
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return (at < 0 ? text : text.substring(0, at)).strip();
  }
}
