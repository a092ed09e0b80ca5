package dev.breakwater.scanner.dpkg;

/** How a version of dpkg is written: without an epoch that is 0. */
final class DpkgVersion {

  private DpkgVersion() {}

  /** {@code 0:1.2-3} is {@code 1.2-3}, {@code 01:1.2} is {@code 1:1.2}; anything else stays. */
  static String normalize(String version) {
    int colon = version.indexOf(':');
    if (colon < 1) {
      return version;
    }
    int zeros = 0;
    for (int i = 0; i < colon; i++) {
      char c = version.charAt(i);
      if (c < '0' || c > '9') {
        return version;
      }
      if (c == '0' && zeros == i) {
        zeros++;
      }
    }
    return version.substring(zeros == colon ? colon + 1 : zeros);
  }
}
