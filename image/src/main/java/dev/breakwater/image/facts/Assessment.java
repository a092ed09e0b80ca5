package dev.breakwater.image.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the advisories of a moment say about an image.
 *
 * @param facts what the image contains
 * @param vulnerabilities in a stable order
 * @param endOfLife the last day on which the distribution's release got fixes, when it is known
 * @param problems what could not be assessed, such as a distribution that no advisories speak about
 * @param advisories the state of the advisories that were asked, when there were any
 */
public record Assessment(
    ImageFacts facts,
    List<Vulnerability> vulnerabilities,
    Optional<LocalDate> endOfLife,
    List<Problem> problems,
    Optional<Advisories> advisories) {

  /**
   * Which advisories were asked.
   *
   * @param updatedAt when they were collected
   * @param sources where they came from
   */
  public record Advisories(Instant updatedAt, List<String> sources) {}

  /** Copies the lists. */
  public Assessment {
    vulnerabilities = List.copyOf(vulnerabilities);
    problems = List.copyOf(problems);
  }
}
