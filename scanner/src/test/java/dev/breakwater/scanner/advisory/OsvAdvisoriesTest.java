package dev.breakwater.scanner.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.advisory.OsvAffected.Kind;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsvAdvisoriesTest {
  private static final String YAML =
      """
      id: PYSEC-2019-26
      affected:
      - package: {name: Invenio_previewer, ecosystem: PyPI}
        ranges:
        - type: ECOSYSTEM
          events:
          - introduced: 0
          - fixed: 1.10
        versions: ["0.1.0", 1.0]
      aliases: [CVE-2019-1020019, GHSA-j9m2-6hq2-4r3c]
      modified: "2019-07-31T19:44:00Z"
      """;

  @TempDir Path folder;

  @Test
  void yaml_keeps_versions_as_they_are_written() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), YAML);

    OsvAdvisories osv = OsvAdvisories.read(List.of(folder.resolve("a.yaml")));

    OsvAffected affected = osv.of("PyPI", "invenio-previewer").getFirst();
    assertThat(affected.listed()).containsExactly("0.1.0", "1.0");
    assertThat(affected.fixes()).containsExactly("1.10");
    assertThat(affected.ranges().getFirst().events())
        .extracting(OsvAffected.Event::kind)
        .containsExactly(Kind.INTRODUCED, Kind.FIXED);
    assertThat(affected.record().vulnerabilities()).containsExactly("CVE-2019-1020019");
    assertThat(affected.record().aliases()).containsExactly("GHSA-j9m2-6hq2-4r3c");
    assertThat(osv.updatedAt()).isEqualTo(Instant.parse("2019-07-31T19:44:00Z"));
    assertThat(osv.size()).isEqualTo(1);
  }

  @Test
  void folders_and_zips_give_their_records_and_pass_over_other_files() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("feed/b"));
    Files.writeString(deep.resolve("README.md"), "hello");
    Files.writeString(deep.resolve("config.json"), "{\"id\":7}");
    Files.writeString(deep.resolve("broken.json"), "{");
    Files.writeString(deep.resolve("one.json"), record("A-1", ""));
    Path zip = folder.resolve("all.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("two.json"));
      out.write(record("A-2", "").getBytes(StandardCharsets.UTF_8));
    }

    OsvAdvisories osv = OsvAdvisories.read(List.of(folder.resolve("feed"), zip));

    assertThat(osv.of("npm", "a"))
        .extracting(affected -> affected.record().id())
        .containsExactly("A-1", "A-2");
    assertThat(osv.unreadable()).singleElement().asString().contains("broken.json");
  }

  @Test
  void the_id_is_the_cve_else_the_ghsa_else_its_own() throws IOException {
    assertThat(ids(record("GO-1", ",\"aliases\":[\"GHSA-1\",\"CVE-2\"]"))).containsExactly("CVE-2");
    assertThat(ids(record("X-1", ",\"upstream\":[\"CVE-3\",\"CVE-2\"]")))
        .containsExactly("CVE-2", "CVE-3");
    assertThat(ids(record("X-1", ",\"related\":[\"CVE-3\"]"))).containsExactly("X-1");
    assertThat(ids(record("X-1", ",\"aliases\":[\"GHSA-1\"]"))).containsExactly("GHSA-1");
    assertThat(ids(record("CVE-1", ",\"aliases\":[\"CVE-2\"]"))).containsExactly("CVE-1");
    assertThat(ids(record("GHSA-9", ",\"aliases\":[\"GHSA-1\"]"))).containsExactly("GHSA-9");
  }

  @Test
  void withdrawn_records_and_commits_say_nothing() throws IOException {
    assertThat(ids(record("X-1", ",\"withdrawn\":\"2024-01-01T00:00:00Z\""))).isEmpty();
    assertThat(
            ids(
                """
                {"id":"X-1","affected":[{"package":{"ecosystem":"npm","name":"a"},
                 "ranges":[{"type":"GIT","events":[{"introduced":"0"}]}]}]}\
                """))
        .isEmpty();
  }

  @Test
  void what_has_no_record_is_refused() throws IOException {
    Files.writeString(folder.resolve("a.json"), "[]");

    assertThatThrownBy(() -> OsvAdvisories.read(List.of(folder)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("no OSV record");
  }

  @Test
  void yaml_does_not_grow() {
    assertThatThrownBy(() -> yaml("a: &a [1]\nb: [*a, *a]"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("aliases");
    assertThatThrownBy(() -> yaml("[".repeat(100_000))).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void damaged_records_are_malformed_and_never_more() throws IOException {
    byte[] yaml = YAML.getBytes(StandardCharsets.UTF_8);
    byte[] json = record("A-1", ",\"aliases\":[\"CVE-1\"]").getBytes(StandardCharsets.UTF_8);
    Random random = new Random(3);
    for (int round = 0; round < 3_000; round++) {
      read(damaged(yaml, random), true);
      read(damaged(json, random), false);
    }
  }

  private static byte[] damaged(byte[] valid, Random random) {
    byte[] bytes = Arrays.copyOf(valid, 1 + random.nextInt(valid.length));
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static void read(byte[] bytes, boolean yaml) throws IOException {
    try {
      OsvParser.read(
          yaml ? Yaml.read(bytes, "x") : Json.read(bytes, "x"),
          (key, affected) -> affected.fixes());
    } catch (MalformedException | LimitExceededException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  private static void yaml(String text) throws IOException {
    Yaml.read(text.getBytes(StandardCharsets.UTF_8), "x");
  }

  private static String record(String id, String more) {
    return """
    {"id":"%s"%s,"affected":[{"package":{"ecosystem":"npm","name":"A"},"versions":["1.0.0"]}]}\
    """
        .formatted(id, more);
  }

  private List<String> ids(String record) throws IOException {
    Path file = Files.writeString(folder.resolve("record.json"), record);
    return OsvAdvisories.read(List.of(file)).of("npm", "a").stream()
        .flatMap(affected -> affected.record().vulnerabilities().stream())
        .toList();
  }
}
