package dev.breakwater.scanner.attached;

import dev.breakwater.image.reference.Digest;
import dev.breakwater.scanner.sbom.Sbom;
import dev.breakwater.scanner.sbom.Vex;

/**
 * A document that refers to an image. Whoever may write to the repository may attach one, and its
 * signature was not verified: it may be shown, and changes no finding.
 *
 * @param manifest of the referrer that holds it
 * @param mediaType what it claims to be
 * @param content what it says
 */
public record UnverifiedDocument(Digest manifest, String mediaType, Content content) {

  /** How its state is shown. */
  public static final String STATE = "unverified";

  /** What a document says. */
  public sealed interface Content {
    /** A list of packages. */
    record Packages(Sbom sbom) implements Content {}

    /** Statements about vulnerabilities. */
    record Statements(Vex vex) implements Content {}

    /** It could not be read, for a reason that is fit to be shown. */
    record Unreadable(String reason) implements Content {}
  }
}
