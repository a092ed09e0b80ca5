package dev.breakwater.scanner.java;

import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.language.Declared;
import java.util.List;
import java.util.Optional;

/**
 * An artifact of Maven in one version.
 *
 * @param group such as {@code org.slf4j}; empty when nobody knows it
 * @param artifact such as {@code slf4j-api}
 * @param version such as {@code 2.0.9}
 */
public record Artifact(String group, String artifact, String version) {

  private static final String SUFFIX = ".jar";

  /** Longer than any part that Maven Central has; what is longer is no artifact. */
  private static final int MAX_LENGTH = 400;

  /** Whether all of it is known. */
  boolean isComplete() {
    return isPossible(group) && isPossible(artifact) && isPossible(version);
  }

  private static boolean isPossible(String part) {
    return !part.isEmpty() && part.length() <= MAX_LENGTH;
  }

  /** The package, {@code group:artifact}. */
  Declared declared(List<String> licenses) {
    return new Declared(
        PackageType.MAVEN, group.isEmpty() ? artifact : group + ":" + artifact, version, licenses);
  }

  /**
   * What the name of an archive says: {@code spring-core-5.3.4-SNAPSHOT.jar}. The version starts at
   * the last hyphen before a digit.
   */
  static Optional<Artifact> ofFileName(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    if (dot < 0 || file.length() - dot != SUFFIX.length()) {
      return Optional.empty();
    }
    String name = file.substring(0, dot);
    for (int hyphen = name.lastIndexOf('-');
        hyphen > 0;
        hyphen = name.lastIndexOf('-', hyphen - 1)) {
      String version = name.substring(hyphen + 1);
      boolean startsWithDigit = !version.isEmpty() && isDigit(version.charAt(0));
      if (startsWithDigit && name.charAt(hyphen - 1) != '-') {
        String artifact = name.substring(0, hyphen);
        boolean possible =
            isPlain(artifact) && isPossible(version) && version.chars().noneMatch(c -> c <= 0x20);
        return possible ? Optional.of(new Artifact("", artifact, version)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether it consists of what groups and artifacts of Maven may consist of. */
  static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || isDigit((char) c)
                        || c == '.'
                        || c == '_'
                        || c == '-'
                        || c == '+');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
