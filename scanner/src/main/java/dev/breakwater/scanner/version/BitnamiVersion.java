package dev.breakwater.scanner.version;

/**
 * A version of Bitnami's: as in Semantic Versioning, but what follows the hyphen is a revision of
 * their packaging, {@code 1.2.3-1}, later than none; by bitnami/go-version.
 */
record BitnamiVersion(SemanticVersion version) implements Comparable<BitnamiVersion> {

  static BitnamiVersion parse(String text) throws InvalidVersionException {
    return new BitnamiVersion(SemanticVersion.parse(text));
  }

  @Override
  public int compareTo(BitnamiVersion other) {
    return version.hasNumbersOf(other.version)
            && version.isPreRelease() != other.version.isPreRelease()
        ? Boolean.compare(version.isPreRelease(), other.version.isPreRelease())
        : version.compareTo(other.version);
  }
}
