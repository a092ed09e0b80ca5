package dev.breakwater.image.facts;

/**
 * Something about an image that could not be read to its end, or that lies: shown, never swallowed.
 *
 * @param kind what sort of problem
 * @param path the file, without a leading slash; empty when it is the image or a whole layer
 * @param message names the value and the limit or the broken rule
 */
public record Problem(Kind kind, String path, String message) {

  /** The sorts of problem. */
  public enum Kind {
    /** A limit of size, count, depth or time was hit: what follows was not read. */
    LIMIT,
    /** The bytes are not what their format demands. */
    MALFORMED,
    /** Two places that must agree do not, such as the headers and the directory of a zip. */
    CONTRADICTION,
    /** Known, and knowingly not assessed, such as a distribution without advisories. */
    NOT_ASSESSED
  }
}
