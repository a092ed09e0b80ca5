package dev.breakwater.scanner.advisory;

import java.util.ArrayList;
import java.util.List;

/**
 * Which versions of one package an OSV record speaks about.
 *
 * @param record what it says about them
 * @param versions those that are affected, joined by line feeds: lists of hundreds are common, and
 *     one text is a tenth of the memory
 * @param ranges more of them
 */
public record OsvAffected(OsvRecord record, String versions, List<Range> ranges) {
  /** Between the versions. */
  static final String SEPARATOR = "\n";

  /**
   * Versions between events.
   *
   * @param events in the order of the record, which need not be that of the versions
   */
  public record Range(List<Event> events) {}

  /**
   * A version at which something changes.
   *
   * @param kind what
   * @param version which; {@code 0} in {@link Kind#INTRODUCED} is before all others
   */
  public record Event(Kind kind, String version) {}

  /** What changes at a version. */
  public enum Kind {
    /** This version has it. */
    INTRODUCED,
    /** This version has it no more. */
    FIXED,
    /** This version is the last that has it. */
    LAST_AFFECTED,
    /** This version and later ones are not spoken about. */
    LIMIT
  }

  /** The affected versions one by one. */
  public List<String> listed() {
    return versions.isEmpty() ? List.of() : List.of(versions.split(SEPARATOR));
  }

  /** Where it is fixed, in the order of the record. */
  public List<String> fixes() {
    List<String> fixes = new ArrayList<>();
    for (Range range : ranges) {
      for (Event event : range.events) {
        if (event.kind == Kind.FIXED && !fixes.contains(event.version)) {
          fixes.add(event.version);
        }
      }
    }
    return fixes;
  }
}
