package dev.breakwater.scanner.source;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.scanner.inflate.Inflation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Opens images from local files, whatever they are called: an OCI layout, an archive of one, or an
 * archive of {@code docker save}, either possibly packed with gzip or zstd.
 *
 * @param scratch a folder for the unpacked bytes of an archive that is packed: the file there has
 *     no name any more as soon as it is open
 * @param scratchLimit the most bytes to write there for one archive
 */
public record LocalImages(Path scratch, long scratchLimit) {
  private static final int BUFFER = 1 << 16;

  /**
   * Opens the image in a file or folder. An archive that is both, as current Docker writes it, is
   * taken as an OCI layout, because that has the manifest.
   *
   * @param name which one, where there are several: the tag of {@code docker save}, or the
   *     annotation {@code org.opencontainers.image.ref.name} of a layout
   * @param node for what platform
   * @throws PullException when it is none, or is not sound
   */
  public ImageSource.Layered open(Path path, Optional<String> name, Platform node)
      throws PullException {
    try {
      return Files.isDirectory(path)
          ? OciLayout.of(new FileStore.Folder(path), name, node)
          : open(archive(path), name, node);
    } catch (IOException e) {
      throw PullException.of(e, String.valueOf(path.getFileName()));
    }
  }

  private static ImageSource.Layered open(FileStore files, Optional<String> name, Platform node)
      throws IOException {
    if (files.has(OciLayout.INDEX)) {
      return OciLayout.of(files, name, node);
    }
    if (files.has(DockerArchive.MANIFEST)) {
      return DockerArchive.of(files, name);
    }
    files.close();
    throw new PullException(
        PullFailure.UNSUPPORTED,
        "it is neither an OCI layout nor an archive of docker save: it has neither "
            + OciLayout.INDEX
            + " nor "
            + DockerArchive.MANIFEST);
  }

  private FileStore archive(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return switch (Compression.of(start(channel))) {
        case NONE -> TarStore.of(channel);
        case GZIP, ZSTD -> TarStore.of(unpacked(channel));
      };
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static byte[] start(FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(Compression.MAGIC);
    int count = channel.read(start, 0);
    return Arrays.copyOf(start.array(), Math.max(0, count));
  }

  private FileChannel unpacked(FileChannel packed) throws IOException {
    Path file = Files.createTempFile(scratch, "image", ".tar");
    FileChannel unpacked =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (InputStream in = Inflation.fastest(false).open(Channels.newInputStream(packed))) {
      OutputStream out = Channels.newOutputStream(unpacked);
      byte[] buffer = new byte[BUFFER];
      long written = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        written += n;
        if (written > scratchLimit) {
          throw new PullException(
              PullFailure.TOO_LARGE,
              "the archive unpacks to more than %,d bytes".formatted(scratchLimit));
        }
        out.write(buffer, 0, n);
      }
      return unpacked;
    } catch (IOException e) {
      unpacked.close();
      throw e;
    }
  }
}
