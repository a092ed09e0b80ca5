package dev.breakwater.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.ImageConfiguration;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.Digest;
import dev.breakwater.image.reference.Digest.Algorithm;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessmentsTest {
  private final Advisories advisories = new Advisories();
  private final List<Digest> read = new ArrayList<>();
  private final Assessments assessments = new Assessments(new Remembered(), advisories, 25);

  private static Digest digest(char letter) {
    return new Digest(Algorithm.SHA256, String.valueOf(letter).repeat(64));
  }

  private final class Remembered implements Assessments.Facts {
    @Override
    public Optional<ImageFacts> of(Digest manifest) {
      read.add(manifest);
      return facts(manifest);
    }

    @Override
    public long version() {
      return 0;
    }
  }

  private static Optional<ImageFacts> facts(Digest manifest) {
    return manifest.equals(digest('f'))
        ? Optional.empty()
        : Optional.of(
            new ImageFacts(
                manifest,
                Optional.empty(),
                new Platform("linux", "amd64", ""),
                ImageConfiguration.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  @Test
  void without_advisories_nobody_says_that_there_are_no_vulnerabilities() throws IOException {
    assertThat(assessments.of(digest('a')).orElseThrow().advisories()).isEmpty();
  }

  @Test
  void facts_that_are_gone_are_nothing() throws IOException {
    assertThat(assessments.of(digest('f'))).isEmpty();
  }

  @Test
  void what_was_asked_for_last_is_at_hand() throws IOException {
    for (char letter : new char[] {'a', 'b', 'a', 'b'}) {
      assessments.of(digest(letter));
    }
    assertThat(read).containsExactly(digest('a'), digest('b'));

    assessments.of(digest('c'));
    assessments.of(digest('b'));
    assessments.of(digest('a'));

    assertThat(read).containsExactly(digest('a'), digest('b'), digest('c'), digest('a'));
  }

  @Test
  void other_advisories_are_asked_again(@TempDir Path folder) throws IOException {
    assessments.of(digest('a'));

    advisories.use(database(folder), Instant.parse("2026-11-22T12:00:00Z"));

    assertThat(assessments.of(digest('a')).orElseThrow().advisories()).isPresent();
    assertThat(read).hasSize(2);
  }

  private static AdvisoryDatabase database(Path folder) throws IOException {
    Path file = folder.resolve("trivy.db");
    try (InputStream in =
        Objects.requireNonNull(
            AssessmentsTest.class.getResourceAsStream("../advisories/before/trivy.db"))) {
      Files.copy(in, file);
    }
    return AdvisoryDatabase.open(file);
  }
}
