package dev.breakwater.scanner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.breakwater.image.facts.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalImagesTest {
  private static final Platform AMD64 = new Platform("linux", "amd64", "");
  private static final Platform ARM64 = new Platform("linux", "arm64", "");

  @TempDir private Path folder;

  @Test
  void a_layout_gives_the_image_of_the_platform() throws IOException {
    TestImage.ociLayout().writeTo(folder);
    try (ImageSource.Layered source = open(folder, ARM64)) {
      Image image = source.image();
      assertThat(image.platform()).isEqualTo(ARM64);
      assertThat(image.indexDigest()).isPresent();
      assertThat(image.configuration().created())
          .contains(Instant.parse("2026-01-02T03:04:05.600Z"));
      assertThat(image.configuration().user()).isEqualTo("app");
      assertThat(image.configuration().environment())
          .containsExactly(Map.entry("PATH", "/bin"), Map.entry("A", "b=c"));
      assertThat(image.configuration().history()).hasSize(2);
      assertThat(image.problems()).isEmpty();
      assertThat(content(source)).contains("arm64");
    }
  }

  private static String content(ImageSource.Layered source) throws IOException {
    Descriptor blob = source.image().layers().getFirst().blob();
    try (VerifiedStream in = source.open(blob)) {
      byte[] bytes = in.readAllBytes();
      boolean gzip = Compression.of(bytes) == Compression.GZIP;
      InputStream raw = new java.io.ByteArrayInputStream(bytes);
      return new String(
          (gzip ? new GZIPInputStream(raw) : raw).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void an_archive_of_a_layout_gives_the_same_packed_or_not() throws IOException {
    TestImage image = TestImage.ociLayout();
    Image plain = open(write("plain", image.tar()), AMD64).image();
    Image packed = open(write("packed", TestImage.gzip(image.tar())), AMD64).image();
    Image zstd = open(write("zstd", Zstd.compress(image.tar())), AMD64).image();
    assertThat(packed).isEqualTo(plain);
    assertThat(zstd).isEqualTo(plain);
    assertThat(plain.platform()).isEqualTo(AMD64);
    // the unpacked bytes have no name
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void docker_save_has_its_configuration_as_digest_and_its_diff_ids_as_layers() throws IOException {
    TestImage archive = TestImage.dockerArchive();
    try (ImageSource.Layered source = open(write("saved.tar", archive.tar()), AMD64)) {
      Image image = source.image();
      assertThat(archive.files).containsKey(image.digest().hex() + ".json");
      assertThat(image.layers()).hasSize(1);
      assertThat(image.layers().getFirst().diffId())
          .contains(image.layers().getFirst().blob().digest());
      assertThat(content(source)).contains("one");
    }
  }

  @Test
  void an_image_is_chosen_by_its_name() throws IOException {
    Path archive = write("saved.tar", TestImage.dockerArchive().tar());
    LocalImages images = new LocalImages(folder, 1 << 20);
    for (String name : new String[] {"app:1", "docker.io/library/app:1"}) {
      assertThat(images.open(archive, Optional.of(name), AMD64).image().layers()).hasSize(1);
    }
    assertThatThrownBy(() -> images.open(archive, Optional.of("other"), AMD64))
        .isInstanceOfSatisfying(
            PullException.class,
            e -> assertThat(e.failure()).isEqualTo(PullFailure.NOT_IN_REGISTRY))
        .hasMessageContaining("'app:1'");
  }

  @Test
  void a_blob_that_was_exchanged_is_noticed_at_its_end() throws IOException {
    TestImage image = TestImage.ociLayout();
    ImageSource.Layered before = open(image.writeTo(folder), AMD64);
    Descriptor blob = before.image().layers().getFirst().blob();
    Path file = folder.resolve(OciLayout.path(blob.digest()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(
            () -> {
              try (VerifiedStream in = before.open(blob)) {
                in.readAllBytes();
              }
            })
        .isInstanceOfSatisfying(
            PullException.class,
            e -> assertThat(e.failure()).isEqualTo(PullFailure.DIGEST_MISMATCH));
  }

  @Test
  void a_platform_that_is_not_there_is_named_with_those_that_are() {
    assertThatThrownBy(
            () -> open(TestImage.ociLayout().writeTo(folder), new Platform("linux", "s390x", "")))
        .hasMessageContaining("linux/s390x")
        .hasMessageContaining("'linux/arm64/v8'")
        .hasMessageNotContaining("unknown");
  }

  @Test
  void what_is_no_image_says_so() throws IOException {
    Path file = write("x.tar", TestImage.tar(Map.of("a", new byte[3])));
    assertThatThrownBy(() -> open(file, AMD64)).hasMessageContaining("manifest.json");
    for (byte[] packed :
        List.of(TestImage.gzip(new byte[2 << 20]), Zstd.compress(new byte[2 << 20]))) {
      Path bomb = write("bomb", packed);
      assertThatThrownBy(() -> open(bomb, AMD64))
          .isInstanceOfSatisfying(
              PullException.class, e -> assertThat(e.failure()).isEqualTo(PullFailure.TOO_LARGE));
    }
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private ImageSource.Layered open(Path path, Platform platform) throws PullException {
    return new LocalImages(folder, 1 << 20).open(path, Optional.empty(), platform);
  }
}
