package dev.breakwater.engine.imagepolicy;

/**
 * What could not be judged of an image.
 *
 * @param field of the policy's spec that says what that means, or that fails
 * @param message for a person
 * @param remediation what to do
 * @param mistake whether the policy is to blame, and not the image
 */
record Unknown(String field, String message, String remediation, boolean mistake) {
  private static final String SCAN = "vulnerabilities.unscanned";

  /** The image is not known well enough. */
  static Unknown content(String problem) {
    return new Unknown(
        SCAN,
        SCAN + ": " + problem,
        "See that the image can be scanned; images[].scan of the report says how far that has"
            + " come.",
        false);
  }
}
