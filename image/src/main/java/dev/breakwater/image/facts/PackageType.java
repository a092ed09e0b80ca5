package dev.breakwater.image.facts;

/**
 * Who manages a package: the type of its <a href="https://github.com/package-url">package URL</a>.
 */
public enum PackageType {
  /** Debian, Ubuntu and what derives from them. */
  DEB("deb"),
  /** Red Hat and its relatives, SUSE, Amazon, Photon, Azure Linux. */
  RPM("rpm"),
  /** Alpine, Wolfi, Chainguard. */
  APK("apk"),
  /** A Java archive; the name is {@code group:artifact}. */
  MAVEN("maven"),
  /** Node.js. */
  NPM("npm"),
  /** Python; the name as the distribution spells it. */
  PYPI("pypi"),
  /** Ruby. */
  GEM("gem"),
  /** A Go module; its version with the leading {@code v}, {@code stdlib} for Go itself. */
  GOLANG("golang"),
  /** Rust. */
  CARGO("cargo"),
  /** .NET. */
  NUGET("nuget"),
  /** PHP. */
  COMPOSER("composer"),
  /** Conda: listed, never matched with advisories. */
  CONDA("conda"),
  /** C and C++ from ConanCenter; lock files only. */
  CONAN("conan"),
  /** Erlang and Elixir; lock files only. */
  HEX("hex"),
  /** Dart and Flutter; lock files only. */
  PUB("pub"),
  /** Swift; lock files only, the name is the repository without its scheme. */
  SWIFT("swift"),
  /** Swift and Objective-C; lock files only. */
  COCOAPODS("cocoapods"),
  /** Julia; lock files only. */
  JULIA("julia"),
  /** A component of Kubernetes, such as {@code k8s.io/kubelet}: of a cluster, not of an image. */
  K8S("k8s");

  private final String text;

  PackageType(String text) {
    this.text = text;
  }

  /** The type as a package URL writes it, such as {@code pypi}. */
  @Override
  public String toString() {
    return text;
  }
}
