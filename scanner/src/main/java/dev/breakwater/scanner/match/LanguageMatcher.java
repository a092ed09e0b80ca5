package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.advisory.Advisory;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.version.AdvisoryRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Matches packages of a language with all feeds of its ecosystem. */
final class LanguageMatcher implements PackageMatcher {
  private final AdvisoryDatabase database;
  private final Language language;

  LanguageMatcher(AdvisoryDatabase database, Language language) {
    this.database = database;
    this.language = language;
  }

  @Override
  public List<Match> match(InstalledPackage installed) throws IOException {
    // What declares no version cannot be judged; it would match every range that has no bound.
    if (installed.version().isEmpty()) {
      return List.of();
    }
    List<Match> matches = new ArrayList<>();
    for (Advisory advisory :
        database.ofEcosystem(language.ecosystem(), language.spelling().of(installed.name()))) {
      AdvisoryRange range =
          new AdvisoryRange(advisory.vulnerable(), advisory.patched(), advisory.unaffected());
      if (range.contains(language.scheme(), installed.version())) {
        matches.add(
            new Match(
                advisory.id(),
                List.of(),
                advisory.vendorIds(),
                installed,
                fixed(advisory),
                advisory.status(),
                Optional.empty(),
                advisory.source(),
                Optional.empty()));
      }
    }
    return matches;
  }

  /** The patched versions; for want of them, where each vulnerable range ends. */
  private static String fixed(Advisory advisory) {
    Set<String> fixed = new LinkedHashSet<>(advisory.patched());
    if (fixed.isEmpty()) {
      for (String range : advisory.vulnerable()) {
        for (String part : range.split(",", -1)) {
          String bound = part.strip();
          if (bound.startsWith("<") && !bound.startsWith("<=")) {
            fixed.add(bound.substring(1).strip());
          }
        }
      }
    }
    return String.join(", ", fixed);
  }
}
