package dev.breakwater.scanner.language;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.InstalledPackage.Origin;
import dev.breakwater.image.facts.PackageType;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.util.List;
import java.util.Optional;

/**
 * A package of a language as a file declares it, before it is known which layer brought it.
 *
 * @param type who manages it
 * @param name as spelled
 * @param version as spelled; may be empty
 * @param licenses as declared
 */
public record Declared(PackageType type, String name, String version, List<String> licenses) {

  private static final int MAX_LENGTH = 1000;

  /** Copies the list. */
  public Declared {
    licenses = List.copyOf(licenses);
  }

  /** A declaration without licences. */
  public Declared(PackageType type, String name, String version) {
    this(type, name, version, List.of());
  }

  /**
   * The package that this declares, in layer 0: who merges layers knows better.
   *
   * @param path of the file that declares it, without a leading slash
   */
  public InstalledPackage at(String path) {
    return new InstalledPackage(
        type, name, version, "", Optional.empty(), "", Origin.DISTRIBUTION, licenses, path, 0);
  }

  /**
   * Lets a package pass whose name and version people could have written.
   *
   * @throws LimitExceededException at more than 1,000 characters
   */
  public static InstalledPackage checked(InstalledPackage found) throws LimitExceededException {
    if (found.name().length() > MAX_LENGTH || found.version().length() > MAX_LENGTH) {
      throw new LimitExceededException("characters of a name or version", MAX_LENGTH);
    }
    return found;
  }
}
