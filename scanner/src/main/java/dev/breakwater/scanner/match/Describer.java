package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability;
import dev.breakwater.image.facts.Vulnerability.Status;
import dev.breakwater.scanner.advisory.DataSource;
import dev.breakwater.scanner.advisory.Exploitation;
import dev.breakwater.scanner.advisory.VulnerabilityDetail;
import dev.breakwater.scanner.match.Match.Rating;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds to matches what is known about the vulnerability: as {@code pkg/vulnerability} of Trivy 0.74
 * does. One that was rejected has no record any more; it stays, without a severity.
 */
final class Describer {
  private static final VulnerabilityDetail REJECTED =
      new VulnerabilityDetail("", Optional.empty(), Map.of(), List.of(), Optional.empty());

  private static final String NVD = "nvd";
  private static final String GHSA = "ghsa";

  /** Where the records are looked up. */
  @FunctionalInterface
  interface Records {
    /** The record of a vulnerability, when there is one. */
    Optional<VulnerabilityDetail> of(String id) throws IOException;
  }

  private final Records records;
  private final Exploitation exploitation;
  private final Map<String, VulnerabilityDetail> known = new HashMap<>();

  Describer(Records records, Exploitation exploitation) {
    this.records = records;
    this.exploitation = exploitation;
  }

  Vulnerability describe(Match match) throws IOException {
    VulnerabilityDetail detail = detail(match);
    Rating rating = match.rating().orElseGet(() -> rating(match.id(), match.source(), detail));
    return new Vulnerability(
        match.id(),
        match.aliases(),
        match.vendorIds(),
        rating.severity(),
        rating.source(),
        match.affected(),
        match.fixed(),
        status(match),
        detail.title(),
        detail.cvss(),
        exploitation.forecast(match.id()),
        exploitation.isKnown(match.id()),
        detail.published(),
        match.source().id());
  }

  private VulnerabilityDetail detail(Match match) throws IOException {
    VulnerabilityDetail detail = known.get(match.id());
    if (detail == null) {
      detail = records.of(match.id()).or(match::detail).orElse(REJECTED);
      known.put(match.id(), detail);
    }
    return detail;
  }

  private static Status status(Match match) {
    if (!match.fixed().isEmpty()) {
      return Status.FIXED;
    }
    return match.status() == Status.UNKNOWN ? Status.AFFECTED : match.status();
  }

  /** The feed's own rating; GitHub's for its own ids; NVD's; at last the record's. */
  private static Rating rating(String id, DataSource source, VulnerabilityDetail detail) {
    String own = source.baseId().isEmpty() ? source.id() : source.baseId();
    return rated(detail, own)
        .or(() -> id.startsWith("GHSA-") ? rated(detail, GHSA) : Optional.empty())
        .or(() -> rated(detail, NVD))
        .orElseGet(() -> new Rating(detail.severity().orElse(Severity.UNKNOWN), ""));
  }

  private static Optional<Rating> rated(VulnerabilityDetail detail, String source) {
    return Optional.ofNullable(detail.ratings().get(source))
        .map(severity -> new Rating(severity, source));
  }
}
