package dev.breakwater.scanner.advisory;

import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability.Status;
import java.util.List;

/**
 * What a feed of trivy-db says about one package and one vulnerability. What is not said is empty,
 * {@link Severity#UNKNOWN} or {@link Status#UNKNOWN}.
 *
 * @param id the key: mostly a CVE; of Red Hat often the erratum, which {@link Entry#cves} resolves
 * @param vendorIds the vendor's own ids, such as {@code DSA-5678-1}
 * @param severity of this package in particular
 * @param status what the vendor says when there is no fix
 * @param fixedVersion the first version of a system's package without it
 * @param affectedVersion the first version of a system's package with it
 * @param vulnerable ranges of a language's package
 * @param patched versions or ranges of a language's package without it
 * @param unaffected ranges of a language's package that never had it
 * @param entries one for each fix, where the feed tells architectures, flavours or products apart
 * @param source the feed
 */
public record Advisory(
    String id,
    List<String> vendorIds,
    Severity severity,
    Status status,
    String fixedVersion,
    String affectedVersion,
    List<String> vulnerable,
    List<String> patched,
    List<String> unaffected,
    List<Entry> entries,
    DataSource source) {

  /**
   * One of several fixes.
   *
   * @param fixedVersion empty when there is none
   * @param arches the architectures it speaks about
   * @param vendorIds the errata that bring it
   * @param status what the vendor says when there is no fix
   * @param products indexes of the CPEs of the products that it speaks about (Red Hat)
   * @param cves what it fixes (Red Hat)
   */
  public record Entry(
      String fixedVersion,
      List<String> arches,
      List<String> vendorIds,
      Status status,
      List<Integer> products,
      List<Cve> cves) {}

  /**
   * A vulnerability inside an erratum.
   *
   * @param id empty when it is the advisory's
   * @param severity as the vendor rates it
   */
  public record Cve(String id, Severity severity) {}
}
