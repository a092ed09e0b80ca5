package dev.breakwater.scanner.advisory;

import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability.Cvss;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an OSV record says whatever package it speaks about (<a
 * href="https://ossf.github.io/osv-schema/">schema</a>).
 *
 * @param id its own
 * @param vulnerabilities the ids under which its findings are reported, one finding for each
 * @param aliases other names of the same vulnerability
 * @param title one line, may be empty
 * @param severity as the feed or its CVSS rates it
 * @param cvss the vectors
 * @param published when it became public
 */
public record OsvRecord(
    String id,
    List<String> vulnerabilities,
    List<String> aliases,
    String title,
    Optional<Severity> severity,
    List<Cvss> cvss,
    Optional<Instant> published) {

  /** What is known about each of its vulnerabilities. */
  public VulnerabilityDetail detail() {
    return new VulnerabilityDetail(title, severity, Map.of(), cvss, published);
  }
}
