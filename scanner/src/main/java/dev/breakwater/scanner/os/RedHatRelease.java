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

  /**
   * {@code redhat-release}, which may also name a relative. A relative that nobody has advisories
   * for keeps its own name, so that it is seen that it is not assessed.
   */
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
                  default ->
                      release.isRedHat()
                          ? Candidates.of("redhat", release.version, Precedence.ANCESTOR)
                          : Candidates.of(release.name, release.version, Precedence.UNKNOWN_NAME);
                });
  }

  /** A file that the family alone has; one of {@code names} must stand in it. */
  static Optional<SystemCandidate> own(String family, List<String> names, List<String> lines) {
    return first(lines)
        .filter(release -> names.isEmpty() || names.contains(release.name))
        .map(release -> release.of(family));
  }

  /** CentOS Stream is what the next minor release of Red Hat's will be. */
  private boolean isRedHat() {
    return name.startsWith("red hat") || name.equals("centos stream");
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
