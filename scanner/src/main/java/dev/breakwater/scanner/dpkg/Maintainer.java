package dev.breakwater.scanner.dpkg;

import dev.breakwater.image.facts.InstalledPackage.Origin;
import java.util.List;
import java.util.Set;

/** Tells the packages of other repositories from the distribution's own, by who maintains them. */
final class Maintainer {

  private static final Set<String> THIRD_PARTY = Set.of("GitHub", "HashiCorp");

  private static final List<String> THIRD_PARTY_PARTS =
      List.of(
          "support@docker.com",
          "@nvidia.com",
          "Google Cloud CLI Authors",
          "sapmachine@sap.com",
          "@hashicorp.com",
          "@microsoft.com",
          "@mongodb.com",
          "developers@lists.mariadb.org",
          "dev@couchdb.apache.org",
          "info@elastic.co",
          "nginx-packaging@f5.com",
          "@konghq.com",
          "@cloudflare.com",
          "support@influxdb.com",
          "support@gitlab.com",
          "contact@grafana.com",
          "@datadoghq.com",
          "@nodesource.com",
          "info@tailscale.com",
          "@openrobotics.org",
          "@osrfoundation.org");

  private Maintainer() {}

  /** Whether advisories of the distribution speak about packages of this maintainer. */
  static Origin origin(String maintainer) {
    return THIRD_PARTY.contains(maintainer)
            || THIRD_PARTY_PARTS.stream().anyMatch(maintainer::contains)
        ? Origin.THIRD_PARTY
        : Origin.DISTRIBUTION;
  }
}
