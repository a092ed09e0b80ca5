package dev.breakwater.image.facts;

import java.util.Optional;

/**
 * The distribution of an image, as its release files say.
 *
 * @param family the distribution in lower case: {@code debian}, {@code ubuntu}, {@code alpine},
 *     {@code wolfi}, {@code chainguard}, {@code redhat}, {@code centos}, {@code alma}, {@code
 *     rocky}, {@code oracle}, {@code amazon}, {@code sles}, {@code slem}, {@code opensuse-leap},
 *     {@code opensuse-tumbleweed}, {@code photon}, {@code azurelinux}, {@code cbl-mariner}; any
 *     other {@code ID} of os-release is kept as it is and is not assessed
 * @param version its release, such as {@code 12.5} or {@code 3.19.1}; of one that rolls the day of
 *     its image; may be empty
 * @param pretty what a person reads, {@code PRETTY_NAME}, when there is one
 * @param stream the release whose packages are installed, where a file says that it is another than
 *     the version: of Alpine what {@code /etc/apk/repositories} names ({@code 3.19}, {@code edge}),
 *     of Ubuntu with extended maintenance {@code 16.04-ESM}; else empty
 */
public record OperatingSystem(
    String family, String version, Optional<String> pretty, String stream) {

  /** A system whose packages are those of its version. */
  public OperatingSystem(String family, String version, Optional<String> pretty) {
    this(family, version, pretty, "");
  }

  /** {@code debian 12.5}. */
  @Override
  public String toString() {
    return version.isEmpty() ? family : family + " " + version;
  }
}
