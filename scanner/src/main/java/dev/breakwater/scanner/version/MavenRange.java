package dev.breakwater.scanner.version;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;

/**
 * Ranges of Maven: its own {@code [1.0,2.0),[3.0,)}, read by Maven itself, or conditions as
 * advisories have them.
 */
final class MavenRange {
  private static final Conditions<MavenVersion, MavenVersion> CONDITIONS =
      new Conditions<>(Conditions.comparisons(), MavenRange::bound);

  private MavenRange() {}

  static Predicate<MavenVersion> parse(String text) throws InvalidVersionException {
    List<Predicate<MavenVersion>> alternatives = new ArrayList<>();
    for (String alternative : Alternatives.of(text)) {
      String trimmed = alternative.strip();
      alternatives.add(
          trimmed.startsWith("[") || trimmed.startsWith("(")
              ? own(trimmed)
              : CONDITIONS.read(trimmed));
    }
    return version -> alternatives.stream().anyMatch(all -> all.test(version));
  }

  private static Predicate<MavenVersion> own(String text) throws InvalidVersionException {
    try {
      VersionRange range = VersionRange.createFromVersionSpec(text);
      return version -> range.containsVersion(new DefaultArtifactVersion(version.text()));
    } catch (InvalidVersionSpecificationException e) {
      throw new InvalidVersionException(String.valueOf(e.getMessage()));
    }
  }

  private static MavenVersion bound(Cursor cursor) throws InvalidVersionException {
    String text =
        cursor.take(
            c -> Digits.isDigit((char) c) || Digits.isLetter((char) c) || "-~_.+".indexOf(c) >= 0);
    if (text.isEmpty()) {
      throw cursor.unexpected("a version");
    }
    return MavenVersion.parse(text);
  }
}
