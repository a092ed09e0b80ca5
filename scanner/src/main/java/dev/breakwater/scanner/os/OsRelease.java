package dev.breakwater.scanner.os;

import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code os-release}: assignments as a shell would read them (<a
 * href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release(5)</a>).
 */
final class OsRelease {

  private OsRelease() {}

  static Optional<SystemCandidate> read(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
      }
    }
    String id = values.getOrDefault("ID", "");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SystemCandidate(
            new OperatingSystem(
                family(id),
                values.getOrDefault("VERSION_ID", ""),
                Optional.ofNullable(values.get("PRETTY_NAME")).filter(name -> !name.isEmpty())),
            precedence(id)));
  }

  private static String family(String id) {
    return switch (id) {
      case "opensuse" -> "opensuse-leap"; // 42.x; since 15 it calls itself opensuse-leap
      case "sle-micro", "sl-micro", "sle-micro-rancher" -> "slem";
      case "mariner" -> "cbl-mariner";
      case "rhel" -> "redhat";
      case "almalinux" -> "alma";
      case "ol" -> "oracle";
      case "amzn" -> "amazon";
      default -> id;
    };
  }

  private static int precedence(String id) {
    return switch (id) {
      case "wolfi",
          "chainguard",
          "photon",
          "azurelinux",
          "sles",
          "sle-micro",
          "sl-micro",
          "sle-micro-rancher",
          "opensuse",
          "opensuse-leap",
          "opensuse-tumbleweed",
          "bottlerocket",
          "coreos",
          "echo",
          "minimos",
          "rhcos" ->
          Precedence.OWN;
      case "ubuntu", "almalinux", "rocky", "ol", "amzn", "fedora" -> Precedence.DERIVED;
      case "debian", "rhel", "centos", "alpine", "mariner" -> Precedence.GENERAL;
      default -> Precedence.UNKNOWN;
    };
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    if (last < 1
        || value.charAt(0) != value.charAt(last)
        || (value.charAt(0) != '"' && value.charAt(0) != '\'')) {
      return value;
    }
    String inner = value.substring(1, last);
    return value.charAt(0) == '\'' || inner.indexOf('\\') < 0 ? inner : unescaped(inner);
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\'
          && i + 1 < text.length()
          && "\"\\$`".indexOf(text.charAt(i + 1)) >= 0) {
        i++;
      }
      plain.append(text.charAt(i));
    }
    return plain.toString();
  }
}
