package dev.breakwater.scanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes are: an image, or an exception that says why not. */
class FuzzTest {
  private static final Platform AMD64 = new Platform("linux", "amd64", "");
  private static final int ROUNDS = 3_000;

  @TempDir private Path folder;

  @FunctionalInterface
  private interface Parser {
    void parse(byte[] bytes) throws IOException;
  }

  private static void fuzz(byte[] valid, int rounds, Parser parser) throws IOException {
    for (int length = 0; length <= valid.length; length += Math.max(1, valid.length / 1_000)) {
      survives(parser, Arrays.copyOf(valid, length));
    }
    Random random = new Random(4);
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = valid.clone();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      survives(parser, bytes);
    }
  }

  private static void survives(Parser parser, byte[] bytes) throws IOException {
    try {
      parser.parse(bytes);
    } catch (MalformedException | LimitExceededException | PullException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Test
  void manifests_and_indexes() throws IOException {
    TestImage image = TestImage.ociLayout();
    fuzz(image.image("amd64", ""), ROUNDS, ManifestDocument::parse);
    fuzz(image.files.getOrDefault("index.json", new byte[0]), ROUNDS, ManifestDocument::parse);
  }

  @Test
  void configurations() throws IOException {
    String diffId = VerifiedStream.digest(new byte[0]).toString();
    fuzz(TestImage.config("arm64", "v8", diffId), ROUNDS, Configuration::read);
  }

  @Test
  void archives() throws IOException {
    Path file = folder.resolve("fuzz.tar");
    LocalImages images = new LocalImages(folder, 1 << 20);
    Parser open =
        bytes -> {
          Files.write(file, bytes);
          try (ImageSource.Layered source = images.open(file, Optional.empty(), AMD64)) {
            for (Image.Layer layer : source.image().layers()) {
              try (VerifiedStream in = source.open(layer.blob())) {
                in.verify();
              }
            }
          }
        };
    fuzz(TestImage.ociLayout().tar(), 500, open);
    fuzz(TestImage.dockerArchive().tar(), 500, open);
    fuzz(TestImage.gzip(TestImage.dockerArchive().tar()), 500, open);
  }

  @Test
  void tar_headers_with_long_names_and_links() throws IOException {
    byte[] tar = TestImage.tar(Map.of("a".repeat(150) + "/layer.tar", new byte[600]));
    Path file = folder.resolve("long.tar");
    fuzz(
        tar,
        ROUNDS,
        bytes -> {
          Files.write(file, bytes);
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            TarIndex.read(channel);
          }
        });
  }

  @Test
  void a_document_that_two_readers_would_read_differently_is_refused() throws IOException {
    String config =
        "'config':{'digest':'%s','size':1}".formatted(VerifiedStream.digest(new byte[1]));
    for (String twofold :
        List.of(
            "{" + config + ",'layers':[],'manifests':[]}",
            "{" + config + ",'layers':[],'layers':[]}",
            "{" + config + ",'layers':[],'Layers':[]}",
            "{" + config + ",'layers':[]} {}",
            "{'mediaType':'" + MediaTypes.OCI_INDEX + "'," + config + ",'layers':[]}")) {
      assertThat(reason(twofold)).as(twofold).isEqualTo("MalformedException");
    }
    // as Go's reader takes it
    assertThat(reason("{" + config + ",'LAYERS':[{'digest':'x','size':1}]}"))
        .isEqualTo("MalformedException");
    assertThat(reason("{'schemaVersion':1,'fsLayers':[]}")).isEqualTo("PullException");
    assertThat(reason("[".repeat(100_000))).isEqualTo("LimitExceededException");
    assertThat(reason("{'x':[" + "[],".repeat(500_000) + "[]]}"))
        .isEqualTo("LimitExceededException");
    String layer = "{'digest':'%s','size':1}".formatted(VerifiedStream.digest(new byte[1]));
    String many = (layer + ",").repeat(ManifestDocument.MAX_LAYERS) + layer;
    assertThat(reason("{" + config + ",'layers':[" + many + "]}"))
        .isEqualTo("LimitExceededException");
  }

  private static String reason(String json) throws IOException {
    try {
      return ManifestDocument.parse(TestImage.utf8(json)).toString();
    } catch (MalformedException | LimitExceededException | PullException e) {
      return e.getClass().getSimpleName();
    }
  }
}
