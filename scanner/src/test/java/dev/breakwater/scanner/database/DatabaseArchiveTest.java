package dev.breakwater.scanner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseArchiveTest {
  private static final DatabaseForm<Database> FORM =
      new DatabaseForm<>(
          "test", "test.db", 1, "type", List.of(), 1 << 20, 1 << 16, DatabaseArchiveTest::none);

  @TempDir Path folder;

  @Test
  void only_the_database_and_its_metadata_are_taken() throws IOException {
    unpack(archive(100));

    assertThat(folder.resolve("test.db")).hasSize(100);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void more_bytes_than_the_form_allows_are_refused() {
    assertThatThrownBy(() -> unpack(archive(1 << 16)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("more than 65,536 bytes of an unpacked database archive");
  }

  @Test
  void damaged_archives_are_malformed_and_never_more() throws IOException {
    byte[] good = archive(5_000);
    Random random = new Random(5);
    for (int round = 0; round < 400; round++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        unpack(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      } catch (MalformedException expected) {
        assertThat(expected).hasMessageStartingWith("database archive");
      } catch (LimitExceededException expected) {
        assertThat(expected).hasMessageContaining("database archive");
      }
    }
  }

  private static Database none(MappedFile file, DatabaseMetadata metadata) throws IOException {
    throw new MalformedException("nothing is opened here");
  }

  private void unpack(byte[] packed) throws IOException {
    DatabaseArchive.unpack(new ByteArrayInputStream(packed), folder, FORM);
  }

  private static byte[] archive(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(1).nextBytes(content);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
      for (String name : List.of("../../evil", "test.db", "other.db")) {
        byte[] bytes = name.equals("test.db") ? content : new byte[10];
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return packed.toByteArray();
  }
}
