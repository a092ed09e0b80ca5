package dev.breakwater.cli.result;

import dev.breakwater.image.facts.Assessment;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Misconfiguration;
import dev.breakwater.image.facts.Problem;
import dev.breakwater.image.facts.Secret;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.scanner.StandardAnalyzers.Part;
import dev.breakwater.scanner.sbom.VexVerdict.Excepted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was found.
 *
 * @param name of what was looked into, as the user named it
 * @param sort what that is
 * @param parts what was looked for
 * @param assessment what was found
 * @param excepted vulnerabilities that statements took out of it
 * @param policies what policies say of it
 */
public record Result(
    String name,
    Sort sort,
    Set<Part> parts,
    Assessment assessment,
    List<Excepted> excepted,
    List<PolicyVerdict> policies) {

  /** What was looked into. */
  public enum Sort {
    /** An image, or a folder that is the root of one. */
    IMAGE,
    /** A folder of somebody's own files: paths are meant from there. */
    FOLDER,
    /** One file. */
    FILE
  }

  /** Copies set and lists. */
  public Result {
    parts = Set.copyOf(parts);
    excepted = List.copyOf(excepted);
    policies = List.copyOf(policies);
  }

  /** What was found, before anybody compares it with advisories. */
  public static Result of(String name, Sort sort, Set<Part> parts, ImageFacts facts) {
    return new Result(
        name,
        sort,
        parts,
        new Assessment(facts, List.of(), Optional.empty(), List.of(), Optional.empty()),
        List.of(),
        List.of());
  }

  /** The same, compared with advisories. */
  public Result judged(Assessment assessment, List<Excepted> excepted) {
    return new Result(name, sort, parts, assessment, excepted, policies);
  }

  /** The same, judged by policies. */
  public Result judged(List<PolicyVerdict> policies) {
    return new Result(name, sort, parts, assessment, excepted, policies);
  }

  /** What it contains. */
  public ImageFacts facts() {
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
            facts().misconfigurations().stream().map(Misconfiguration::severity),
            policies.stream()
                .flatMap(policy -> policy.violations().stream())
                .map(PolicyVerdict.Violation::severity))
        .flatMap(severities -> severities)
        .anyMatch(severity -> severity.compareTo(threshold) <= 0);
  }

  /** The path of a file as the user would open it; empty where nothing says one. */
  String place(String path) {
    return switch (sort) {
      case IMAGE -> path;
      case FILE -> path.isEmpty() ? name : path;
      case FOLDER ->
          path.isEmpty() || name.equals(".")
              ? path
              : (name.endsWith("/") ? name : name + "/") + path;
    };
  }
}
