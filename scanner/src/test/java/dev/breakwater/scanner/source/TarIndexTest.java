package dev.breakwater.scanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarIndexTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

  private void file(String name, String content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length());
    tar.putArchiveEntry(entry);
    tar.write(content.getBytes(StandardCharsets.US_ASCII));
    tar.closeArchiveEntry();
  }

  private void link(String name, String target, byte type) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private FileStore store() throws IOException {
    tar.close();
    Path file = Files.write(folder.resolve("a.tar"), bytes.toByteArray());
    return TarStore.of(FileChannel.open(file, StandardOpenOption.READ));
  }

  private static String read(FileStore store, String name) throws IOException {
    return new String(store.bytes(name, 100), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        TarArchiveOutputStream.LONGFILE_GNU,
        TarArchiveOutputStream.LONGFILE_POSIX,
      })
  void long_names_are_whole(int mode) throws IOException {
    tar.setLongFileMode(mode);
    String name = "a".repeat(200) + "/layer.tar";
    file(name, "x");
    file("short", "y");
    try (FileStore store = store()) {
      assertThat(read(store, name)).isEqualTo("x");
      assertThat(read(store, "short")).isEqualTo("y");
    }
  }

  @Test
  void the_last_of_two_wins() throws IOException {
    file("./a", "1");
    file("a", "2");
    try (FileStore store = store()) {
      assertThat(read(store, "a")).isEqualTo("2");
    }
  }

  @Test
  void links_lead_to_files_of_the_archive_or_nowhere() throws IOException {
    file("one/layer.tar", "1");
    link("two/layer.tar", "../one/layer.tar", TarConstants.LF_SYMLINK);
    link("three", "one/layer.tar", TarConstants.LF_LINK);
    link("four", "two/layer.tar", TarConstants.LF_SYMLINK);
    link("round", "about", TarConstants.LF_SYMLINK);
    link("about", "round", TarConstants.LF_SYMLINK);
    link("out", "../../../../one/layer.tar", TarConstants.LF_SYMLINK);
    link("host", "/etc/passwd", TarConstants.LF_SYMLINK);
    try (FileStore store = store()) {
      for (String name : new String[] {"two/layer.tar", "three", "four", "out"}) {
        assertThat(read(store, name)).as(name).isEqualTo("1");
      }
      assertThat(store.has("round")).isFalse();
      assertThat(store.has("host")).isFalse();
    }
  }
}
