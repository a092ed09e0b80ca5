package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.imagescan.ImageScan;
import java.time.Instant;

/** The image names a user that is neither root nor 0. */
record UserRule() implements ContentRule {
  private static final String FIELD = "configuration.user";

  @Override
  public Outcome judge(String image, ImageScan.Scanned scanned, Instant now) {
    String written = scanned.assessment().facts().configuration().user();
    String user = written.split(":", 2)[0].strip();
    if (!isRoot(user)) {
      return Outcome.KEPT;
    }
    return Outcome.of(
        new Violation(
            FIELD,
            Severity.MEDIUM,
            FIELD
                + ": "
                + image
                + (user.isEmpty() ? " names no user, which means root" : " runs as user " + user),
            "Write USER with a number above 0 into its Dockerfile."));
  }

  /** A number may be written with leading zeros: the runtime parses it. */
  private static boolean isRoot(String user) {
    return user.equals("root") || user.chars().allMatch(digit -> digit == '0');
  }
}
