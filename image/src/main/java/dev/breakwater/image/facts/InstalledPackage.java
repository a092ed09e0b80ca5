package dev.breakwater.image.facts;

import java.util.List;
import java.util.Optional;

/**
 * A package that an image contains.
 *
 * @param type who manages it
 * @param name as its ecosystem spells it: Java {@code group:artifact}, Python as written in its
 *     metadata, Go as the module path
 * @param version {@code [epoch:]version[-release]} for packages of a system, the epoch left out
 *     when it is 0; for languages as declared; empty when nothing declares one
 * @param architecture such as {@code amd64}, {@code x86_64} or {@code noarch}; empty for languages
 * @param source what it was built from; empty when that is the package itself or is not known
 * @param module the label of the module stream of an rpm, such as {@code nodejs:18}; else empty
 * @param origin whether advisories of the distribution speak about it
 * @param licenses as declared, in the order of the declaration
 * @param path the file that says that it is there, without a leading slash; inside an archive
 *     joined by slashes, {@code a.war/WEB-INF/lib/b.jar}
 * @param layer the index, from 0 at the bottom, of the first layer that had this name and version
 */
public record InstalledPackage(
    PackageType type,
    String name,
    String version,
    String architecture,
    Optional<Source> source,
    String module,
    Origin origin,
    List<String> licenses,
    String path,
    int layer) {

  /** Who built a package of the system. */
  public enum Origin {
    /** The distribution itself, or a package of a language. */
    DISTRIBUTION,
    /** Somebody else's repository: listed, not matched with the distribution's advisories. */
    THIRD_PARTY
  }

  /**
   * The source package that a binary one was built from.
   *
   * @param name its name
   * @param version {@code [epoch:]version[-release]}, the epoch left out when it is 0
   */
  public record Source(String name, String version) {}

  /** Copies the list. */
  public InstalledPackage {
    licenses = List.copyOf(licenses);
  }
}
