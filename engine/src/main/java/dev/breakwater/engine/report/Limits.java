package dev.breakwater.engine.report;

import dev.breakwater.api.v1alpha1.Scanner;
import dev.breakwater.engine.finding.Finding;
import dev.breakwater.engine.finding.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a report may hold.
 *
 * @param scanners what was looked at
 * @param minSeverity findings below it are left out, and not counted
 * @param maxBytes the size of the report as JSON; findings beyond it are left out, last first, and
 *     counted
 */
public record Limits(Set<Scanner> scanners, Severity minSeverity, long maxBytes) {
  /** Everything, at any length: what a command prints. */
  public static final Limits NONE =
      new Limits(Set.of(Scanner.values()), Severity.UNKNOWN, Long.MAX_VALUE);

  /** The same at any length. */
  public Limits unbounded() {
    return new Limits(scanners, minSeverity, Long.MAX_VALUE);
  }

  /** Whether a report under these limits tells of {@code finding}. Policies are always judged. */
  boolean admit(Finding finding) {
    return finding.severity().atLeast(minSeverity)
        && switch (finding.type()) {
          case CONFIGURATION -> scanners.contains(Scanner.CONFIGURATION);
          case NETWORK -> scanners.contains(Scanner.NETWORK);
          case VULNERABILITY -> scanners.contains(Scanner.VULNERABILITIES);
          case SECRET -> scanners.contains(Scanner.SECRETS);
          case IMAGE_POLICY -> true;
        };
  }

  /**
   * Whether a finding that {@code other} would have shown could also have been seen under these
   * limits.
   */
  boolean sawAsMuchAs(Limits other) {
    return scanners.containsAll(other.scanners) && minSeverity.compareTo(other.minSeverity) >= 0;
  }

  /**
   * As an annotation of the report: {@code CONFIGURATION,NETWORK;Low}. The size takes no part: what
   * is cut is counted.
   */
  String annotation() {
    return scanners.stream().map(Enum::name).sorted().collect(Collectors.joining(","))
        + ";"
        + minSeverity.label();
  }

  /** Reads {@link #annotation()}; what cannot be read is taken for nothing looked at. */
  static Limits fromAnnotation(String annotation) {
    String[] parts = annotation.split(";", -1);
    List<String> names = List.of(parts[0].split(",", -1));
    return new Limits(
        Arrays.stream(Scanner.values())
            .filter(scanner -> names.contains(scanner.name()))
            .collect(Collectors.toSet()),
        Severity.parse(parts[parts.length - 1]).orElse(Severity.CRITICAL),
        Long.MAX_VALUE);
  }
}
