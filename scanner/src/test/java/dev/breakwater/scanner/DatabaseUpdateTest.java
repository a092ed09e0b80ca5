package dev.breakwater.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.advisory.AdvisoryDatabase;
import dev.breakwater.scanner.advisory.ExploitationFeed;
import dev.breakwater.scanner.advisory.ExploitationFolder;
import dev.breakwater.scanner.bbolt.BoltWriter;
import dev.breakwater.scanner.database.DatabaseFolder;
import dev.breakwater.scanner.registry.FakeRegistry;
import dev.breakwater.scanner.registry.RegistryClient;
import dev.breakwater.scanner.registry.RegistryOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseUpdateTest {
  @TempDir private Path temporary;
  private FakeRegistry registry;
  private RegistryClient client;

  @BeforeEach
  void start() {
    registry = new FakeRegistry();
    client = new RegistryClient(RegistryOptions.standard().withInsecure(Set.of(registry.host())));
  }

  @AfterEach
  void stop() {
    client.close();
    registry.close();
  }

  @Test
  void the_first_source_that_has_it_all_gives_the_database() throws Exception {
    byte[] packed = database("debian 12");
    String digest = digest(packed);
    publish("without-blob", digest, packed.length);
    publish("whole", digest, packed.length);
    registry.has("/v2/whole/blobs/" + digest, packed);
    DatabaseFolder<AdvisoryDatabase> folder =
        new DatabaseFolder<>(AdvisoryDatabase.FORM, temporary.resolve("db"));

    ImageReference source = update(folder, "missing:2", "without-blob:2", "whole:2");

    assertThat(source.repository()).isEqualTo("whole");
    try (AdvisoryDatabase database = folder.open()) {
      assertThat(database.hasPlatform("debian 12")).isTrue();
    }
  }

  @Test
  void bytes_that_are_not_the_named_ones_leave_the_old_database_in_place() throws Exception {
    byte[] packed = database("debian 12");
    byte[] other = database("debian 13");
    publish("whole", digest(packed), packed.length);
    registry.has("/v2/whole/blobs/" + digest(packed), packed);
    publish("changed", digest(other), packed.length);
    registry.has("/v2/changed/blobs/" + digest(other), packed);
    DatabaseFolder<AdvisoryDatabase> folder =
        new DatabaseFolder<>(AdvisoryDatabase.FORM, temporary.resolve("db"));
    update(folder, "whole:2");

    assertThatThrownBy(() -> update(folder, "changed:2", "missing:2"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed:2: ")
        .hasMessageContaining("missing:2: ");
    try (AdvisoryDatabase database = folder.open()) {
      assertThat(database.hasPlatform("debian 12")).isTrue();
    }
  }

  @Test
  void an_image_is_no_database() {
    registry.has(
        "/v2/image/manifests/2",
        ("{\"schemaVersion\":2,\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", digest(new byte[2]), 2)
                + ",\"layers\":[]}")
            .getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(
            () ->
                update(
                    new DatabaseFolder<>(AdvisoryDatabase.FORM, temporary.resolve("db")),
                    "image:2"))
        .hasMessageContaining("it is no advisory database");
  }

  @Test
  void a_feed_comes_from_the_first_address_that_has_it() throws Exception {
    registry.has("/whole.json", kev("CVE-2021-44228"));
    ExploitationFolder folder = new ExploitationFolder(temporary.resolve("feeds"));

    String source = update(folder, "/missing.json", "/whole.json?token=hush");

    assertThat(source).isEqualTo("http://" + registry.host() + "/whole.json");
    assertThat(folder.open().isKnown("CVE-2021-44228")).isTrue();
  }

  @Test
  void a_feed_that_nobody_has_leaves_the_old_one_in_place() throws Exception {
    registry.has("/whole.json", kev("CVE-2021-44228"));
    registry.has("/page.json", "<html>".getBytes(StandardCharsets.UTF_8));
    ExploitationFolder folder = new ExploitationFolder(temporary.resolve("feeds"));
    update(folder, "/whole.json");

    assertThatThrownBy(() -> update(folder, "/missing.json?token=hush", "/page.json"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no source has the KEV feed")
        .hasMessageContaining("/missing.json: ")
        .hasMessageContaining("answers 404")
        .hasMessageContaining("/page.json: KEV: no JSON")
        .hasMessageNotContaining("hush");
    assertThat(folder.open().isKnown("CVE-2021-44228")).isTrue();
  }

  @Test
  void a_feed_is_not_asked_for_without_encryption() {
    ExploitationFolder folder = new ExploitationFolder(temporary.resolve("feeds"));
    List<URI> plain = List.of(URI.create("http://feeds.invalid/kev.json"));

    assertThatThrownBy(
            () ->
                new DatabaseUpdate(client, _ -> List.of())
                    .fetch(plain, ExploitationFeed.KEV, folder))
        .hasMessageContaining("feeds.invalid is not asked over http; give an https address");
  }

  private String update(ExploitationFolder folder, String... paths) throws IOException {
    return new DatabaseUpdate(client, _ -> List.of())
        .fetch(
            List.of(paths).stream()
                .map(path -> URI.create("http://" + registry.host() + path))
                .toList(),
            ExploitationFeed.KEV,
            folder);
  }

  private static byte[] kev(String id) {
    return "{\"vulnerabilities\":[{\"cveID\":\"%s\"}]}"
        .formatted(id)
        .getBytes(StandardCharsets.UTF_8);
  }

  private ImageReference update(DatabaseFolder<?> folder, String... sources) throws IOException {
    return new DatabaseUpdate(client, _ -> List.of())
        .fetch(List.of(sources).stream().map(registry::image).toList(), folder);
  }

  private void publish(String repository, String digest, int size) {
    registry.has(
        "/v2/" + repository + "/manifests/2",
        ("{\"schemaVersion\":2,\"config\":"
                + descriptor("application/vnd.aquasec.trivy.config.v1+json", digest(new byte[2]), 2)
                + ",\"layers\":["
                + descriptor("application/vnd.aquasec.trivy.db.layer.v1.tar+gzip", digest, size)
                + "]}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String descriptor(String type, String digest, int size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest, size);
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] database(String platform) throws IOException {
    byte[] database = BoltWriter.write(Map.of(platform, Map.of("bash", Map.of("CVE-1", "{}"))));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
      TarArchiveEntry entry = new TarArchiveEntry("trivy.db");
      entry.setSize(database.length);
      tar.putArchiveEntry(entry);
      tar.write(database);
      tar.closeArchiveEntry();
    }
    return packed.toByteArray();
  }
}
