package dev.breakwater.scanner.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.facts.Severity;
import dev.breakwater.image.facts.Vulnerability.Cvss;
import dev.breakwater.image.facts.Vulnerability.Status;
import dev.breakwater.scanner.bbolt.BoltWriter;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.database.DatabaseGoneException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryDatabaseTest {
  private static final String METADATA =
      """
      {"Version":2,"NextUpdate":"2026-06-02T00:31:19Z","UpdatedAt":"2026-06-01T00:31:19.5Z",\
      "DownloadedAt":"0001-01-01T00:00:00Z"}\
      """;

  @TempDir Path folder;

  @Test
  void advisories_of_a_package_come_with_their_feed() throws IOException {
    try (AdvisoryDatabase database = AdvisoryDatabase.open(write("trivy.db", content()))) {
      List<Advisory> advisories = database.ofPlatform("debian 12", "bash");

      assertThat(advisories).hasSize(1);
      Advisory advisory = advisories.getFirst();
      assertThat(advisory.id()).isEqualTo("CVE-2019-18276");
      assertThat(advisory.severity()).isEqualTo(Severity.LOW);
      assertThat(advisory.status()).isEqualTo(Status.END_OF_LIFE);
      assertThat(advisory.source().id()).isEqualTo("debian");
      assertThat(database.ofPlatform("debian 12", "zsh")).isEmpty();
      assertThat(database.ofPlatform("debian 99", "bash")).isEmpty();
      assertThat(database.hasPlatform("debian 12")).isTrue();
      assertThat(database.hasPlatform("debian 99")).isFalse();
      assertThat(database.feeds()).containsExactly("Debian Security Tracker");
    }
  }

  @Test
  void all_feeds_of_an_ecosystem_are_asked() throws IOException {
    try (AdvisoryDatabase database = AdvisoryDatabase.open(write("trivy.db", content()))) {
      assertThat(database.ofEcosystem("npm", "lodash"))
          .extracting(Advisory::id)
          .containsExactly("CVE-2019-10744", "CVE-2019-10744");
      assertThat(database.hasEcosystem("npm")).isTrue();
      assertThat(database.hasEcosystem("pip")).isFalse();
    }
  }

  @Test
  void a_vulnerability_has_ratings_scores_and_a_date() throws IOException {
    try (AdvisoryDatabase database = AdvisoryDatabase.open(write("trivy.db", content()))) {
      VulnerabilityDetail detail = database.detail("CVE-2019-18276").orElseThrow();

      assertThat(detail.title()).isEqualTo("bash: setuid");
      assertThat(detail.severity()).contains(Severity.HIGH);
      assertThat(detail.ratings()).isEqualTo(Map.of("nvd", Severity.HIGH, "ubuntu", Severity.LOW));
      assertThat(detail.cvss())
          .containsExactly(
              new Cvss("nvd", "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8),
              new Cvss("nvd", "AV:L/AC:L/Au:N/C:C/I:C/A:C", 7.2));
      assertThat(detail.published()).contains(Instant.parse("2019-11-28T01:15:00Z"));
      assertThat(database.detail("CVE-1-1")).isEmpty();
    }
  }

  @Test
  void products_of_red_hat_come_from_repositories_and_the_built_image() throws IOException {
    try (AdvisoryDatabase database = AdvisoryDatabase.open(write("trivy.db", content()))) {
      assertThat(database.products(List.of("rhel-8-baseos", "unknown"), "ubi8-8.4-x86_64"))
          .containsExactlyInAnyOrder(1, 2, 9);
      assertThat(database.products(List.of(), "-")).isEmpty();
    }
  }

  @Test
  void an_archive_and_both_kinds_of_folder_hold_the_same_database() throws IOException {
    Path db = Files.createDirectories(folder.resolve("cache/db"));
    Files.write(db.resolve("trivy.db"), BoltWriter.write(content()));
    Files.writeString(db.resolve("metadata.json"), METADATA);
    Path archive = folder.resolve("db.tar.gz");
    Files.write(archive, archive(Files.readAllBytes(db.resolve("trivy.db"))));

    for (Path path : List.of(folder.resolve("cache"), db, archive)) {
      try (AdvisoryDatabase database = AdvisoryDatabase.open(path)) {
        assertThat(database.metadata().updatedAt())
            .contains(Instant.parse("2026-06-01T00:31:19.5Z"));
        assertThat(database.ofPlatform("debian 12", "bash")).hasSize(1);
      }
    }
  }

  @Test
  void another_schema_is_refused() throws IOException {
    Path file = write("trivy.db", content());
    Files.writeString(folder.resolve("metadata.json"), "{\"Version\":3}");

    assertThatThrownBy(() -> AdvisoryDatabase.open(file))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("schema 3");
  }

  @Test
  void a_file_that_shrinks_under_the_reader_is_gone() throws IOException {
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      many.put("package-" + i, Map.of("CVE-1", "{}"));
    }
    Path file = write("trivy.db", Map.of("debian 12", many));
    try (AdvisoryDatabase database = AdvisoryDatabase.open(file)) {
      try (RandomAccessFile shrunk = new RandomAccessFile(file.toFile(), "rw")) {
        shrunk.setLength(3 * 4096);
      }

      assertThatThrownBy(() -> database.ofPlatform("debian 12", "package-77"))
          .isInstanceOf(DatabaseGoneException.class);
    }
  }

  @Test
  void a_closed_database_is_gone() throws IOException {
    AdvisoryDatabase database = AdvisoryDatabase.open(write("trivy.db", content()));
    database.close();
    database.close();

    assertThatThrownBy(() -> database.detail("CVE-2019-18276"))
        .isInstanceOf(DatabaseGoneException.class);
  }

  @Test
  void a_new_database_replaces_the_old_one_while_that_is_read() throws IOException {
    DatabaseFolder<AdvisoryDatabase> kept =
        new DatabaseFolder<>(AdvisoryDatabase.FORM, folder.resolve("kept"));
    assertThat(kept.isPresent()).isFalse();
    kept.install(stream(archive(BoltWriter.write(Map.of("alpine 3.19", Map.of())))));
    try (AdvisoryDatabase old = kept.open()) {
      kept.install(stream(archive(BoltWriter.write(content()))));

      try (AdvisoryDatabase fresh = kept.open()) {
        assertThat(old.hasPlatform("alpine 3.19")).isTrue();
        assertThat(old.ofPlatform("alpine 3.19", "musl")).isEmpty();
        assertThat(fresh.ofPlatform("debian 12", "bash")).hasSize(1);
      }
    }
  }

  @Test
  void what_a_killed_download_left_is_swept_after_a_day() throws IOException {
    Path left = Files.createDirectories(folder.resolve("kept/.new-1"));
    Path running = Files.createDirectories(folder.resolve("kept/.new-2"));
    Files.write(left.resolve("trivy.db"), new byte[9]);
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    new DatabaseFolder<>(AdvisoryDatabase.FORM, folder.resolve("kept"))
        .install(stream(archive(BoltWriter.write(content()))));

    assertThat(left).doesNotExist();
    assertThat(running).exists();
  }

  @Test
  void a_download_that_is_no_database_leaves_the_old_one_in_place() throws IOException {
    DatabaseFolder<AdvisoryDatabase> kept =
        new DatabaseFolder<>(AdvisoryDatabase.FORM, folder.resolve("kept"));
    byte[] good = archive(BoltWriter.write(content()));
    kept.install(stream(good));

    assertThatThrownBy(() -> kept.install(stream(archive(new byte[100_000]))))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> kept.install(stream(Arrays.copyOf(good, good.length / 2))))
        .isInstanceOf(MalformedException.class);

    try (AdvisoryDatabase database = kept.open()) {
      assertThat(database.ofPlatform("debian 12", "bash")).hasSize(1);
    }
    try (var files = Files.list(folder.resolve("kept"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("trivy.db", "metadata.json");
    }
  }

  @Test
  void damaged_values_are_malformed_and_never_more() throws IOException {
    byte[] advisory =
        """
        {"VendorIDs":["A"],"Severity":2,"Entries":[{"FixedVersion":"1","Arches":["x"],\
        "Affected":[1,2],"Cves":[{"ID":"CVE-1","Severity":3}]}],"PatchedVersions":["1"]}\
        """
            .getBytes(StandardCharsets.UTF_8);
    byte[] detail =
        """
        {"Title":"t","VendorSeverity":{"nvd":3},"PublishedDate":"2019-11-28T01:15:00Z",\
        "CVSS":{"nvd":{"V3Vector":"v","V3Score":7.8}},"References":["a",["b"]]}\
        """
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(9);
    for (int round = 0; round < 5_000; round++) {
      byte[] first = damaged(advisory, random);
      byte[] second = damaged(detail, random);
      read(() -> Records.advisory("A", first, DataSource.UNKNOWN));
      read(() -> Records.detail("B", second));
    }
  }

  private static byte[] damaged(byte[] valid, Random random) {
    byte[] bytes = Arrays.copyOf(valid, random.nextInt(valid.length) + 1);
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean() ? (byte) random.nextInt() : valid[random.nextInt(valid.length)];
    }
    return bytes;
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static void read(Reading reading) throws IOException {
    try {
      reading.run();
    } catch (MalformedException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] archive(byte[] database) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
      put(tar, "../../evil", new byte[10]);
      put(tar, "metadata.json", METADATA.getBytes(StandardCharsets.UTF_8));
      put(tar, "./trivy.db", database);
    }
    return packed.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private Path write(String name, Map<String, ?> content) throws IOException {
    return Files.write(folder.resolve(name), BoltWriter.write(content));
  }

  private static Map<String, ?> content() {
    return Map.of(
        "debian 12",
        Map.of("bash", Map.of("CVE-2019-18276", "{\"Severity\":1.0,\"Status\":7,\"State\":\"x\"}")),
        "npm::GitHub Security Advisory npm",
        Map.of("lodash", Map.of("CVE-2019-10744", "{\"VulnerableVersions\":[\"<4.17.12\"]}")),
        "npm::Node.js",
        Map.of("lodash", Map.of("CVE-2019-10744", "{\"PatchedVersions\":[\">=4.17.12\"]}")),
        "data-source",
        Map.of("debian 12", "{\"ID\":\"debian\",\"Name\":\"Debian Security Tracker\"}"),
        "Red Hat CPE",
        Map.of(
            "repository",
            Map.of("rhel-8-baseos", "[1,2]"),
            "nvr",
            Map.of("ubi8-8.4-x86_64", "[9]")),
        "vulnerability",
        Map.of(
            "CVE-2019-18276",
            """
            {"Title":"bash: setuid","Severity":"HIGH","VendorSeverity":{"nvd":3,"ubuntu":1},
             "CVSS":{"nvd":{"V2Vector":"AV:L/AC:L/Au:N/C:C/I:C/A:C","V2Score":7.2,
             "V3Vector":"CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H","V3Score":7.8}},
             "PublishedDate":"2019-11-28T01:15:00Z","LastModifiedDate":7}\
            """));
  }
}
