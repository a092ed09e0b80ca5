package dev.breakwater.scanner.analysis;

import dev.breakwater.image.facts.OperatingSystem;
import dev.breakwater.scanner.analysis.Findings.SystemCandidate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides which system an image is, when several files speak about it. */
public final class Systems {

  private Systems() {}

  /**
   * The candidate with the highest precedence; among equals the last.
   *
   * <p>Candidates of the same family with a precedence below 0 never count alone, they only say
   * which stream of packages is installed. One that begins with {@code -} is appended to the
   * winner's version: {@code 16.04} and {@code -ESM} are {@code 16.04-ESM}. Any other is the stream
   * unless the version is a point release of it: {@code 3.19} says nothing new about {@code
   * 3.19.1}.
   *
   * @param candidates from the lowest layer to the highest; of several streams the last counts
   * @return with the {@code pretty} name of the best candidate of the family that has one
   */
  public static Optional<OperatingSystem> choose(List<SystemCandidate> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.precedence() >= 0)
        .reduce((best, next) -> next.precedence() >= best.precedence() ? next : best)
        .map(winner -> completed(winner.system(), candidates));
  }

  private static OperatingSystem completed(
      OperatingSystem winner, List<SystemCandidate> candidates) {
    List<SystemCandidate> family =
        candidates.reversed().stream()
            .filter(candidate -> candidate.system().family().equals(winner.family()))
            .sorted(Comparator.comparingInt(SystemCandidate::precedence).reversed())
            .toList();
    Optional<String> pretty =
        family.stream().flatMap(candidate -> candidate.system().pretty().stream()).findFirst();
    String stream =
        family.stream()
            .map(candidate -> candidate.system().stream())
            .filter(named -> !named.isEmpty())
            .findFirst()
            .map(named -> stream(winner.version(), named))
            .orElse("");
    return new OperatingSystem(
        winner.family(), winner.version(), winner.pretty().or(() -> pretty), stream);
  }

  private static String stream(String version, String named) {
    if (named.startsWith("-")) {
      return version + named;
    }
    return version.equals(named) || version.startsWith(named + ".") ? "" : named;
  }
}
