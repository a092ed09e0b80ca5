package dev.breakwater.scanner.source;

import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.image.reference.Parsed;

/**
 * The name of an image in an archive. {@code app:1} and {@code docker.io/library/app:1} are the
 * same, and both are written.
 */
record ImageName(String text) {

  boolean is(String written) {
    return text.equals(written) || canonical(text).equals(canonical(written));
  }

  private static String canonical(String name) {
    return switch (ImageReference.parse(name)) {
      case Parsed.Valid<ImageReference>(ImageReference reference) -> reference.canonical();
      case Parsed.Invalid<ImageReference> invalid -> name;
    };
  }
}
