package dev.breakwater.cli.result;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was found.
 *
 * @param name of what was looked into, as the user named it
 * @param sort what that is
 * @param parts what was looked for
 * @param assessment what was found
 */
public record Result(String name, Sort sort, Set<Part> parts, Assessment assessment) {

  /** What was looked into. */
  public enum Sort {
    /** An image, or a folder that is the root of one. */
    IMAGE,
    /** A folder of somebody's own files: paths are meant from there. */
    FOLDER,
    /** One file. */
    FILE
  }

  /** Copies the set. */
  public Result {
    parts = Set.copyOf(parts);
  }

  ImageFacts facts() {
    return assessment.facts();
  }

  /** What could not be read or assessed. */
  List<Problem> problems() {
    return Stream.concat(facts().problems().stream(), assessment.problems().stream()).toList();
  }

  /** Whether there is a finding that is at least as bad as {@code threshold}. */
  public boolean reaches(Severity threshold) {
    return Stream.of(
            assessment.vulnerabilities().stream().map(Vulnerability::severity),
            facts().secrets().stream().map(Secret::severity),
            facts().misconfigurations().stream().map(Misconfiguration::severity))
        .flatMap(severities -> severities)
        .anyMatch(severity -> severity.compareTo(threshold) <= 0);
  }

  /** The path of a file as the user would open it. */
  String place(String path) {
    return sort == Sort.FOLDER && !path.isEmpty() && !name.equals(".")
        ? (name.endsWith("/") ? name : name + "/") + path
        : path;
  }
}
