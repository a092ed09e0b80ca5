package dev.breakwater.scanner.rpm;

import dev.breakwater.image.facts.InstalledPackage.Source;
import java.util.Optional;

/** The file that a package was built from, such as {@code openssl-1.1.1k-7.cm2.src.rpm}. */
final class SourceRpm {

  private SourceRpm() {}

  /**
   * The source package, with the epoch of the binary one, because a file name has none; empty when
   * the name is not such a one, or the source is the package itself.
   */
  static Optional<Source> parse(String file, long epoch, String name, String version) {
    String stem = file.endsWith(".rpm") ? file.substring(0, file.length() - 4) : file;
    int architecture = stem.lastIndexOf('.');
    int release = architecture < 0 ? -1 : stem.lastIndexOf('-', architecture);
    int number = release < 1 ? -1 : stem.lastIndexOf('-', release - 1);
    if (number < 1) {
      return Optional.empty();
    }
    Source source =
        new Source(
            stem.substring(0, number),
            version(
                epoch,
                stem.substring(number + 1, release),
                stem.substring(release + 1, architecture)));
    return source.equals(new Source(name, version)) ? Optional.empty() : Optional.of(source);
  }

  /** {@code [epoch:]version[-release]}, the epoch left out when it is 0. */
  static String version(long epoch, String version, String release) {
    return (epoch == 0 ? "" : epoch + ":") + version + (release.isEmpty() ? "" : "-" + release);
  }
}
