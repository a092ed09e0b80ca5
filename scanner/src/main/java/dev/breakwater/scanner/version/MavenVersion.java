package dev.breakwater.scanner.version;

import org.apache.maven.artifact.versioning.ComparableVersion;

/** A version of Maven: any text, in the order of Maven's own {@link ComparableVersion}. */
record MavenVersion(String text, ComparableVersion order) implements Comparable<MavenVersion> {

  static MavenVersion parse(String text) {
    return new MavenVersion(text, new ComparableVersion(text));
  }

  @Override
  public int compareTo(MavenVersion other) {
    return order.compareTo(other.order);
  }
}
