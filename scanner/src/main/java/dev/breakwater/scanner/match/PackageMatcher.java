package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.InstalledPackage;
import java.io.IOException;
import java.util.List;

/** Asks one feed, or all feeds of an ecosystem, about packages. */
@FunctionalInterface
interface PackageMatcher {

  /**
   * What a package has.
   *
   * @throws IOException when the advisories cannot be read
   */
  List<Match> match(InstalledPackage installed) throws IOException;
}
