package dev.breakwater.scanner.rpm;

import dev.breakwater.image.facts.InstalledPackage.Origin;
import java.util.List;

/** Tells the packages of other repositories from the distribution's own, by their vendor. */
final class Vendor {

  private static final List<String> DISTRIBUTIONS =
      List.of(
          "Amazon Linux",
          "Amazon.com",
          "CentOS",
          "Fedora Project",
          "Oracle America",
          "Red Hat",
          "AlmaLinux",
          "CloudLinux",
          "VMware",
          "SUSE",
          "openSUSE",
          "Microsoft Corporation",
          "Rocky");

  private Vendor() {}

  /** Whether advisories of the distribution speak about packages of this vendor and release. */
  static Origin origin(String vendor, String release) {
    boolean own =
        vendor.isEmpty()
            ? release.contains("amzn") // Amazon Linux leaves the vendor out
            : DISTRIBUTIONS.stream().anyMatch(vendor::startsWith);
    return own ? Origin.DISTRIBUTION : Origin.THIRD_PARTY;
  }
}
