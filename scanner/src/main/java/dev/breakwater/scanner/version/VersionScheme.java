package dev.breakwater.scanner.version;

import dev.breakwater.image.reference.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A packaging system's idea of versions. Which texts are versions, and how they are ordered, is as
 * in the tool itself; each class says in which.
 */
public enum VersionScheme {
  /** Alpine, Wolfi and Chainguard. */
  APK("apk", ApkVersion::parse, Ranges.apk()),
  /** Debian and Ubuntu. */
  DEB("deb", DebVersion::parse, Ranges.deb(DebVersion::parse)),
  /** Amazon Linux: rpm packages, compared by dpkg's rules as Trivy does. */
  AMAZON("amazon", DebVersion::parseOfRpm, Ranges.deb(DebVersion::parseOfRpm)),
  /** Red Hat, SUSE and all others with rpm. */
  RPM("rpm", RpmVersion::parse, Ranges.rpm()),
  /** Java. */
  MAVEN("maven", MavenVersion::parse, MavenRange::parse),
  /** Python. */
  PYPI("pypi", PypiVersion::parse, new PypiRange(false)),
  /** Node.js. */
  NPM("npm", SemanticVersion::parseOfNpm, NpmRange::parse),
  /** Semantic Versioning 2.0.0, to the letter. */
  SEMVER("semver", SemanticVersion::parse, WildcardRange.semver()),
  /** Ruby. */
  GEM("gem", GemVersion::parse, Ranges.gem()),
  /** .NET. */
  NUGET("nuget", NugetVersion::parse, Ranges.nuget()),
  /** PHP. */
  COMPOSER("composer", ComposerVersion::parse, ComposerRange::parse),
  /** Go modules. */
  GOLANG("golang", SemanticVersion::parseOfGo),
  /** Numbers with a pre-release, in any reasonable spelling. */
  GENERIC("generic", GenericVersion::parse, Ranges.generic()),
  /** Rust. */
  CARGO("cargo", GenericVersion::parse, Ranges.generic()),
  /** Julia. */
  JULIA("julia", GenericVersion::parse, Ranges.generic()),
  /** Swift. */
  SWIFT("swift", GenericVersion::parse, Ranges.generic()),
  /** CocoaPods, which took its versions from Ruby. */
  COCOAPODS("cocoapods", GemVersion::parse, Ranges.gem()),
  /** Conan, of C and C++. */
  CONAN("conan", GenericVersion::parse, Ranges.generic()),
  /** Dart. */
  PUB("pub", GenericVersion::parse, Ranges.generic()),
  /** Erlang and Elixir. */
  ERLANG("erlang", GenericVersion::parse, Ranges.generic()),
  /** Bitnami's applications. */
  BITNAMI("bitnami", BitnamiVersion::parse, WildcardRange.bitnami()),
  /** The components of Kubernetes. */
  K8S("k8s", GenericVersion::parse, Ranges.generic());

  /** No version of anything is longer; a longer text is invalid in every scheme. */
  private static final int LENGTH = 1_000;

  private static final int RANGE_LENGTH = 100_000;

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // readers keep nothing
  private final Grammar<?> versions;

  @SuppressWarnings("ImmutableEnumChecker") // readers keep nothing
  private final Grammar<?> ranges;

  @SuppressWarnings("ImmutableEnumChecker") // readers keep nothing
  private final Grammar<?> advisories;

  /** Versions and ranges are one matter. */
  <V extends Comparable<V>> VersionScheme(
      String text, Reader<V> version, Reader<Predicate<V>> range) {
    this.text = text;
    this.versions = new Grammar<>(version, range);
    this.ranges = versions;
    this.advisories = advisories();
  }

  /** Ranges are those of advisories, whose versions are read more freely than the tool does. */
  VersionScheme(String text, Reader<SemanticVersion> version) {
    this.text = text;
    this.versions = new Grammar<>(version, WildcardRange.semver());
    this.ranges = new Grammar<>(GenericVersion::parse, Ranges.generic());
    this.advisories = ranges;
  }

  /**
   * Pre-releases count where an advisory is read: what is mended in {@code 1.0} is open in {@code
   * 1.0rc1}, though no one who asks Python or Composer for {@code <1.0} is given that.
   */
  private Grammar<?> advisories() {
    return switch (text) {
      case "pypi" -> new Grammar<>(PypiVersion::parse, new PypiRange(true));
      case "composer" -> new Grammar<>(GenericVersion::parse, Ranges.generic());
      default -> ranges;
    };
  }

  private record Grammar<V extends Comparable<V>>(Reader<V> version, Reader<Predicate<V>> range) {
    Order compare(String a, String b) throws InvalidVersionException {
      return Order.of(version(a).compareTo(version(b)));
    }

    boolean matches(String inRange, String text) throws InvalidVersionException {
      return range(text).test(version(inRange));
    }

    private V version(String text) throws InvalidVersionException {
      return read(version, text, "version", LENGTH);
    }

    private Predicate<V> range(String text) throws InvalidVersionException {
      return read(range, text, "range", RANGE_LENGTH);
    }

    private static <T> T read(Reader<T> reader, String text, String what, int most)
        throws InvalidVersionException {
      if (text.length() > most) {
        throw new InvalidVersionException(
            "a %s is longer than %d characters".formatted(what, most));
      }
      try {
        return reader.read(text);
      } catch (InvalidVersionException e) {
        throw new InvalidVersionException("\"%s\" is no %s: %s".formatted(text, what, e.reason()));
      }
    }
  }

  /** The scheme of that name, such as {@code pypi}. */
  public static Optional<VersionScheme> named(String name) {
    return Stream.of(values()).filter(scheme -> scheme.text.equals(name)).findFirst();
  }

  /** All names, in the order of this class. */
  public static List<String> names() {
    return Stream.of(values()).map(VersionScheme::toString).toList();
  }

  /** How {@code a} stands to {@code b}; invalid with a reason when one is no version. */
  public Parsed<Order> compare(String a, String b) {
    return parsed(() -> versions.compare(a, b));
  }

  /**
   * Whether {@code version} is in {@code range}, in the grammar of the scheme and in that of
   * advisories, {@code >= 1.0, < 2.0 || = 3.0}; invalid with a reason when one cannot be read.
   */
  public Parsed<Boolean> matches(String version, String range) {
    return parsed(() -> ranges.matches(version, range));
  }

  /** As {@link #matches}, but a pre-release is a version as any other where Trivy has it so. */
  Parsed<Boolean> matchesInAdvisory(String version, String range) {
    return parsed(() -> advisories.matches(version, range));
  }

  private interface Question<T> {
    T answer() throws InvalidVersionException;
  }

  private static <T> Parsed<T> parsed(Question<T> question) {
    try {
      return new Parsed.Valid<>(question.answer());
    } catch (InvalidVersionException e) {
      return new Parsed.Invalid<>(e.reason());
    }
  }

  /** The name, such as {@code pypi}. */
  @Override
  public String toString() {
    return text;
  }
}
