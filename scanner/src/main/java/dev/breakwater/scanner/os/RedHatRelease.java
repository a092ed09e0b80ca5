package dev.breakwater.scanner.os;

import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files that Red Hat's relatives have, such as {@code redhat-release}: one line, {@code
 * AlmaLinux release 9.3 (Shamrock Pampas Cat)}.
 *
 * @param name what stands before {@code release}, in lower case
 * @param version the digits and dots behind it
 */
record RedHatRelease(String name, String version) {

  private static final String RELEASE = " release ";

  /** {@code redhat-release}, which may also name a relative; anything unknown is Red Hat. */
  static Optional<SystemCandidate> redHat(List<String> lines) {
    return first(lines)
        .map(
            release ->
                switch (release.name) {
                  case "centos", "centos linux" -> release.of("centos");
                  case "rocky", "rocky linux" -> release.of("rocky");
                  case "alma", "almalinux", "alma linux" -> release.of("alma");
                  case "oracle", "oracle linux", "oracle linux server" -> release.of("oracle");
                  case "fedora", "fedora linux" -> release.of("fedora");
                  // its version is that of OpenShift, not of a release of Enterprise Linux
                  case "red hat enterprise linux coreos" -> release.of("rhcos");
                  default -> Candidates.of("redhat", release.version, Precedence.ANCESTOR);
                });
  }

  /** A file that the family alone has; one of {@code names} must stand in it. */
  static Optional<SystemCandidate> own(String family, List<String> names, List<String> lines) {
    return first(lines)
        .filter(release -> names.isEmpty() || names.contains(release.name))
        .map(release -> release.of(family));
  }

  private SystemCandidate of(String family) {
    return Candidates.of(family, version, Precedence.OWN);
  }

  private static Optional<RedHatRelease> first(List<String> lines) {
    String line = lines.isEmpty() ? "" : lines.getFirst().strip();
    for (int at = line.lastIndexOf(RELEASE); at >= 0; at = line.lastIndexOf(RELEASE, at - 1)) {
      int from = at + RELEASE.length();
      int to = from;
      while (to < line.length() && isDigit(line.charAt(to), to > from)) {
        to++;
      }
      if (to > from) {
        return Optional.of(
            new RedHatRelease(
                line.substring(0, at).toLowerCase(Locale.ROOT), line.substring(from, to)));
      }
    }
    return Optional.empty();
  }

  private static boolean isDigit(char c, boolean orDot) {
    return (c >= '0' && c <= '9') || (orDot && c == '.');
  }
}
