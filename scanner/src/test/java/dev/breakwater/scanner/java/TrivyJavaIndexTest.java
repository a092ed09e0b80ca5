package dev.breakwater.scanner.java;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.facts.InstalledPackage;
import dev.breakwater.scanner.analysis.Scratch;
import dev.breakwater.scanner.database.DatabaseGoneException;
import dev.breakwater.scanner.inflate.Inflation;
import dev.breakwater.scanner.layer.Archive;
import dev.breakwater.scanner.layer.FileFacts;
import dev.breakwater.scanner.layer.LayerAnalysis;
import dev.breakwater.scanner.limit.Deadline;
import dev.breakwater.scanner.limit.Fuzz;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code trivy-java.db} was made with the statements of trivy-java-db, in pages of 512 bytes; the
 * hash of a release is that of {@code group:artifact:version:type}.
 */
class TrivyJavaIndexTest {
  @TempDir Path folder;

  private static byte[] sample() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            TrivyJavaIndexTest.class.getResourceAsStream("/java/trivy-java.db"))) {
      return file.readAllBytes();
    }
  }

  private TrivyJavaIndex open(byte[] file) throws IOException {
    return TrivyJavaIndex.FORM.open(Files.write(folder.resolve("trivy-java.db"), file));
  }

  private static String sha1(String release) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-1").digest(release.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void bytes_say_which_release_they_are() throws IOException {
    try (TrivyJavaIndex index = open(sample())) {
      for (int i = 0; i < 60; i++) {
        String artifact = "many-" + i;
        String version = "2." + i;
        assertThat(index.bySha1(sha1("org.many:" + artifact + ":" + version + ":jar")))
            .contains(new Artifact("org.many", artifact, version));
      }
      assertThat(index.bySha1("0".repeat(40))).isEmpty();
      assertThat(index.bySha1("f".repeat(40))).isEmpty();
    }
  }

  @Test
  void the_group_is_the_one_that_publishes_most_under_a_name() throws IOException {
    try (TrivyJavaIndex index = open(sample())) {
      assertThat(index.groupOf("jstl", "1.2")).contains("jstl");
      assertThat(index.groupOf("jstl", "1.1.2")).contains("jstl");
      assertThat(index.groupOf("jstl", "9")).isEmpty();
      assertThat(index.groupOf("jst", "1.2")).isEmpty();
      assertThat(index.groupOf("tied", "1")).contains("a.tie");
      assertThat(index.groupOf("tied", "3")).contains("b.tie");
    }
  }

  @Test
  void only_jars_are_found_by_their_file_names() throws IOException {
    try (TrivyJavaIndex index = open(sample())) {
      assertThat(index.groupOf("ui", "1")).isEmpty();
      assertThat(index.bySha1(sha1("org.android:ui:1:aar"))).isPresent();
    }
  }

  @Test
  void an_artifact_exists_in_its_group_only() throws IOException {
    try (TrivyJavaIndex index = open(sample())) {
      assertThat(index.exists("javax.servlet", "jstl")).isTrue();
      assertThat(index.exists("javax", "jstl")).isFalse();
      assertThat(index.exists("jstl", "javax.servlet")).isFalse();
    }
  }

  @Test
  void another_index_means_other_facts() throws IOException {
    Files.writeString(
        folder.resolve("metadata.json"), "{\"Version\":1,\"UpdatedAt\":\"2026-06-01T00:00:00Z\"}");
    try (TrivyJavaIndex index = open(sample())) {
      String old = new JavaArchives(Optional.of(index)).id();
      assertThat(old).contains("2026-06-01T00:00:00Z");
      Files.writeString(
          folder.resolve("metadata.json"), "{\"UpdatedAt\":\"2026-06-08T00:00:00Z\"}");
      try (TrivyJavaIndex next = TrivyJavaIndex.FORM.open(folder)) {
        assertThat(new JavaArchives(Optional.of(next)).id()).isNotEqualTo(old);
      }
    }
  }

  @Test
  void what_is_no_java_index_is_refused_when_it_is_opened() throws IOException {
    try (InputStream other =
        Objects.requireNonNull(
            TrivyJavaIndexTest.class.getResourceAsStream("/sqlite/rows.sqlite"))) {
      byte[] bytes = other.readAllBytes();
      assertThatThrownBy(() -> open(bytes))
          .isInstanceOf(MalformedException.class)
          .hasMessage("SQLite database: no table artifacts");
    }
  }

  @Test
  void a_closed_index_is_gone() throws IOException {
    TrivyJavaIndex index = open(sample());
    index.close();

    assertThatThrownBy(() -> index.exists("jstl", "jstl"))
        .isInstanceOf(DatabaseGoneException.class);
  }

  /** Facts that lack what the index would have said must not be kept under its name. */
  @Test
  void a_layer_is_not_read_to_its_end_with_an_index_that_is_gone() throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar)) {
      zip.putNextEntry(new ZipEntry("a.class"));
    }
    byte[] layer = new Archive().file("jstl-1.2.jar", 0644, jar.toByteArray()).gzip();
    TrivyJavaIndex index = open(sample());
    LayerAnalysis analysis =
        new LayerAnalysis(
            List.of(new JavaArchives(Optional.of(index))),
            new Scratch(folder, 0, 0),
            Inflation.fastest(false),
            Limits.USUAL);
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));

    assertThat(analysis.analyze(() -> new ByteArrayInputStream(layer), deadline).files())
        .flatExtracting(FileFacts::packages)
        .extracting(InstalledPackage::name)
        .containsExactly("jstl:jstl");
    index.close();
    assertThatThrownBy(() -> analysis.analyze(() -> new ByteArrayInputStream(layer), deadline))
        .isInstanceOf(DatabaseGoneException.class);
  }

  @Test
  void hostile_bytes_do_no_harm() throws IOException {
    byte[] sample = sample();
    String known = sha1("jstl:jstl:1.2:jar");

    Fuzz.mutations(
        sample,
        1500,
        bytes -> {
          try (TrivyJavaIndex index = open(bytes)) {
            assertThat(index.bySha1(known)).isNotNull();
            assertThat(index.groupOf("jstl", "1.2")).isNotNull();
            assertThat(index.exists("org.many", "many-7")).isIn(true, false);
          }
        });
  }
}
