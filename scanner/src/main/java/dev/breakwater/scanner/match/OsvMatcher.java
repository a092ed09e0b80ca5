package dev.breakwater.scanner.match;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.image.facts.Vulnerability.Status;
import dev.breakwater.image.reference.Parsed;
import dev.breakwater.scanner.advisory.DataSource;
import dev.breakwater.scanner.advisory.OsvAdvisories;
import dev.breakwater.scanner.advisory.OsvAffected;
import dev.breakwater.scanner.advisory.OsvAffected.Event;
import dev.breakwater.scanner.advisory.OsvAffected.Kind;
import dev.breakwater.scanner.advisory.OsvAffected.Range;
import dev.breakwater.scanner.advisory.OsvRecord;
import dev.breakwater.scanner.match.Match.Rating;
import dev.breakwater.scanner.version.Order;
import dev.breakwater.scanner.version.VersionScheme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Matches packages with OSV records, by the <a
 * href="https://ossf.github.io/osv-schema/#evaluation">evaluation</a> that the schema defines.
 */
final class OsvMatcher implements PackageMatcher {
  private static final DataSource SOURCE = new DataSource("osv", "OSV", "https://osv.dev", "");

  /** Introduced at the beginning of time, whatever versions look like. */
  private static final String FIRST = "0";

  private final OsvAdvisories osv;
  private final List<String> ecosystems;
  private final VersionScheme scheme;
  private final Function<InstalledPackage, String> name;
  private final Function<InstalledPackage, String> version;

  private OsvMatcher(
      OsvAdvisories osv,
      List<String> ecosystems,
      VersionScheme scheme,
      Function<InstalledPackage, String> name,
      Function<InstalledPackage, String> version) {
    this.osv = osv;
    this.ecosystems = ecosystems;
    this.scheme = scheme;
    this.name = name;
    this.version = version;
  }

  /** For packages of a system; OSV knows nothing of modules. */
  static OsvMatcher ofSystem(OsvAdvisories osv, List<String> ecosystems, Platform platform) {
    return new OsvMatcher(
        osv,
        ecosystems,
        platform.scheme(),
        installed ->
            platform.name() == Platform.Name.MODULAR
                ? installed.name()
                : platform.nameOf(installed),
        platform::versionOf);
  }

  /** For packages of a language. */
  static OsvMatcher ofLanguage(OsvAdvisories osv, Language language) {
    return new OsvMatcher(
        osv,
        List.of(language.osv()),
        // Versions of Go have a v, those of its records have none: the scheme takes both.
        language.scheme() == VersionScheme.GOLANG ? VersionScheme.GENERIC : language.scheme(),
        installed -> language.spelling().of(installed.name()),
        InstalledPackage::version);
  }

  @Override
  public List<Match> match(InstalledPackage installed) {
    String current = version.apply(installed);
    List<Match> matches = new ArrayList<>();
    for (String ecosystem : ecosystems) {
      for (OsvAffected affected : osv.of(ecosystem, name.apply(installed))) {
        if (isAffected(affected, current)) {
          OsvRecord record = affected.record();
          for (String id : record.vulnerabilities()) {
            matches.add(match(id, affected, installed, current));
          }
        }
      }
    }
    return matches;
  }

  private Match match(String id, OsvAffected affected, InstalledPackage installed, String current) {
    OsvRecord record = affected.record();
    return new Match(
        id,
        record.aliases(),
        record.id().equals(id) ? List.of() : List.of(record.id()),
        installed,
        fixed(affected, current),
        Status.UNKNOWN,
        record.severity().map(severity -> new Rating(severity, SOURCE.id())),
        SOURCE,
        Optional.of(record.detail()));
  }

  private boolean isAffected(OsvAffected affected, String current) {
    if (!Versions.isValid(scheme, current)) {
      return false;
    }
    for (Range range : affected.ranges()) {
      if (contains(range, current)) {
        return true;
      }
    }
    for (String listed : affected.listed()) {
      if (listed.equals(current) || Versions.is(scheme, listed, Order.SAME, current)) {
        return true;
      }
    }
    return false;
  }

  /** Walks through time; an event that is no version makes the whole range void. */
  private boolean contains(Range range, String current) {
    List<Event> events = new ArrayList<>();
    for (Event event : range.events()) {
      boolean first = event.kind() == Kind.INTRODUCED && event.version().equals(FIRST);
      if (!first && !Versions.isValid(scheme, event.version())) {
        return false;
      }
      if (event.kind() == Kind.LIMIT) {
        if (!Versions.isBefore(scheme, current, event.version())) {
          return false;
        }
      } else {
        events.add(event);
      }
    }
    events.sort(byVersion());
    boolean affected = false;
    for (Event event : events) {
      boolean before = Versions.isBefore(scheme, event.version(), current);
      boolean same = Versions.is(scheme, event.version(), Order.SAME, current);
      switch (event.kind()) {
        case INTRODUCED -> affected |= before || same || event.version().equals(FIRST);
        case FIXED -> affected &= !before && !same;
        case LAST_AFFECTED -> affected &= !before;
        case LIMIT -> {
          // Seen above.
        }
      }
    }
    return affected;
  }

  private Comparator<Event> byVersion() {
    return (a, b) -> {
      boolean firstA = a.version().equals(FIRST);
      boolean firstB = b.version().equals(FIRST);
      if (firstA || firstB) {
        return Boolean.compare(firstB, firstA);
      }
      return scheme.compare(a.version(), b.version()) instanceof Parsed.Valid<Order>(Order order)
          ? order.compareTo(Order.SAME)
          : 0;
    };
  }

  /** Of a language all fixes; of a system the next one, in the usual spelling. */
  private String fixed(OsvAffected affected, String current) {
    return switch (scheme) {
      case RPM -> next(affected, current).map(Rpm::canonical).orElse("");
      case DEB, APK, AMAZON -> next(affected, current).orElse("");
      default -> String.join(", ", affected.fixes());
    };
  }

  private Optional<String> next(OsvAffected affected, String current) {
    return affected.fixes().stream()
        .filter(fix -> Versions.isBefore(scheme, current, fix))
        .min((a, b) -> Versions.isBefore(scheme, a, b) ? -1 : 1);
  }
}
