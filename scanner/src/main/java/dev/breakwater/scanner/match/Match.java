package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability.Status;
import dev.breakwater.scanner.advisory.DataSource;
import dev.breakwater.scanner.advisory.VulnerabilityDetail;
import java.util.List;
import java.util.Optional;

/**
 * A package that an advisory says is vulnerable, before it is known what the vulnerability is.
 *
 * @param id of the vulnerability
 * @param aliases its other names, where the feed tells them
 * @param vendorIds the advisories of the vendor
 * @param affected the package
 * @param fixed as in {@code Vulnerability}
 * @param status as the feed has it
 * @param rating of this package in particular
 * @param source the feed
 * @param detail what the feed itself says about the vulnerability
 */
record Match(
    String id,
    List<String> aliases,
    List<String> vendorIds,
    InstalledPackage affected,
    String fixed,
    Status status,
    Optional<Rating> rating,
    DataSource source,
    Optional<VulnerabilityDetail> detail) {

  /**
   * A severity and who gave it.
   *
   * @param severity how bad
   * @param source such as {@code nvd}; empty when nobody in particular
   */
  record Rating(Severity severity, String source) {}
}
