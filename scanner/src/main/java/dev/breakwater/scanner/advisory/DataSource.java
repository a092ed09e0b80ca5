package dev.breakwater.scanner.advisory;

/**
 * A feed that advisories come from.
 *
 * @param id short and stable, such as {@code ghsa} or {@code debian}; empty when the feed has none
 * @param name for a person
 * @param url where it is published
 * @param baseId the feed that this one builds on and whose severities it takes over; else empty
 */
public record DataSource(String id, String name, String url, String baseId) {
  /** Nothing is known about the feed. */
  public static final DataSource UNKNOWN = new DataSource("", "", "", "");
}
