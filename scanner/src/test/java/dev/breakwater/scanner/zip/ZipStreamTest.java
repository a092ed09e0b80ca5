package dev.breakwater.scanner.zip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.language.Hostile;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;

class ZipStreamTest {

  private final Map<String, String> seen = new LinkedHashMap<>();

  private List<String> read(byte[] zip) throws IOException {
    seen.clear();
    return ZipStream.read(
        new ByteArrayInputStream(zip),
        new ZipBudget(),
        new ZipStream.Visitor() {
          @Override
          public boolean wants(String name) {
            return !name.startsWith("skip");
          }

          @Override
          public void entry(String name, InputStream content) throws IOException {
            seen.put(
                name, name.startsWith("half") ? "" : new String(content.readAllBytes(), UTF_8));
          }
        });
  }

  /** With descriptors behind the content, as the JDK writes it. */
  private static byte[] streamed(String... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] stored(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(name);
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] wide(boolean seekable) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(Zip64Mode.Always);
      for (String name : List.of("a", "empty", "b")) {
        byte[] content =
            name.equals("empty") ? new byte[0] : ("content of " + name).getBytes(UTF_8);
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setSize(content.length);
        if (seekable) {
          CRC32 crc = new CRC32();
          crc.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setCrc(crc.getValue());
        }
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Changes the n-th occurrence of a name, counted from 0. */
  private static byte[] rename(byte[] zip, String from, String to, int occurrence) {
    byte[] changed = zip.clone();
    byte[] name = from.getBytes(UTF_8);
    int count = 0;
    for (int at = 0; at + name.length <= zip.length; at++) {
      if (Arrays.equals(zip, at, at + name.length, name, 0, name.length) && count++ == occurrence) {
        System.arraycopy(to.getBytes(UTF_8), 0, changed, at, name.length);
      }
    }
    return changed;
  }

  @Test
  void entries_with_descriptors_stored_ones_and_wide_ones_are_read() throws Exception {
    assertThat(read(streamed("a", "one", "skip", "x".repeat(100_000), "d/", "", "b", "two")))
        .isEmpty();
    assertThat(seen)
        .containsExactly(Map.entry("a", "one"), Map.entry("d/", ""), Map.entry("b", "two"));

    assertThat(read(stored("s", "content".getBytes(UTF_8)))).isEmpty();
    assertThat(seen).containsExactly(Map.entry("s", "content"));

    for (boolean seekable : new boolean[] {true, false}) {
      assertThat(read(wide(seekable))).isEmpty();
      assertThat(seen)
          .containsExactly(
              Map.entry("a", "content of a"),
              Map.entry("empty", ""),
              Map.entry("b", "content of b"));
    }
  }

  @Test
  void what_nobody_reads_to_its_end_does_not_disturb_the_next() throws Exception {
    assertThat(read(streamed("half", "x".repeat(200_000), "b", "two"))).isEmpty();
    assertThat(seen).containsEntry("b", "two");
  }

  @Test
  void an_empty_zip_and_one_behind_a_script_are_fine() throws Exception {
    assertThat(read(streamed())).isEmpty();
    assertThat(
            read(join("#!/bin/sh\nexec java\n".repeat(5000).getBytes(UTF_8), streamed("a", "1"))))
        .isEmpty();
    assertThat(seen).containsEntry("a", "1");
  }

  @Test
  void a_directory_that_differs_from_the_entries_is_told() throws Exception {
    byte[] zip = streamed("name-1", "x", "name-2", "y");

    assertThat(read(rename(zip, "name-1", "name-9", 1)))
        .containsExactly("the directory says other things about name-9 than its entry");
    assertThat(read(join(zip, zip))).singleElement().asString().startsWith("a second end at byte");
  }

  @Test
  void an_entry_that_the_directory_hides_is_told() throws Exception {
    byte[] hidden = streamed("hidden", "x");
    byte[] entryOnly = Arrays.copyOf(hidden, directoryOf(hidden));

    assertThat(read(join(entryOnly, streamed("a", "1"))))
        .anySatisfy(
            text -> assertThat(text).startsWith("the directory does not name the entry at"));
    assertThat(seen).containsKeys("hidden", "a");
  }

  private static int directoryOf(byte[] zip) {
    for (int at = 0; ; at++) {
      if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
        return at;
      }
    }
  }

  @Test
  void content_that_is_not_what_the_header_says_is_told() throws Exception {
    byte[] zip = stored("s", "content".getBytes(UTF_8));
    zip[31] ^= 1;

    assertThat(read(zip)).containsExactly("the content of s is not what its header says");
  }

  @Test
  void what_ends_early_is_malformed() throws Exception {
    byte[] zip = streamed("a", "one");

    assertThatThrownBy(() -> read(Arrays.copyOf(zip, directoryOf(zip))))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("without its directory");
    assertThatThrownBy(() -> read("no zip".getBytes(UTF_8))).isInstanceOf(MalformedException.class);
  }

  @Test
  void what_nobody_wants_is_passed_over_whatever_its_size_and_descriptor() throws Exception {
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 100, 16_000, 16_384, 16_400, 32_768, 70_000, 300_000}) {
      byte[] content = new byte[size];
      random.nextBytes(content);
      String noise = new String(content, ISO_8859_1);
      byte[] zip = streamed("skip", noise, "a", "one", "skip-too", noise);

      assertThat(read(zip)).as("size %d", size).isEmpty();
      assertThat(seen).containsExactly(Map.entry("a", "one"));
      assertThat(read(withoutDescriptorSignatures(zip))).as("size %d", size).isEmpty();
      assertThat(seen).containsExactly(Map.entry("a", "one"));
    }
    byte[] bomb = streamed("skip", "\0".repeat(64 << 20), "a", "one");
    assertThat(read(bomb)).isEmpty();
    assertThat(seen).containsExactly(Map.entry("a", "one"));
  }

  /** A jar in a jar, not compressed further, has descriptors inside that are not the entry's. */
  @Test
  void descriptors_inside_the_content_are_not_its_end() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (String name : List.of("skip", "a")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(streamed("x", "1", "y", "2".repeat(1000), "a", "hidden"));
        zip.closeEntry();
      }
    }

    assertThat(read(bytes.toByteArray())).isEmpty();
    assertThat(seen).containsOnlyKeys("a");
  }

  @Test
  void a_planted_end_differs_from_the_directory() throws Exception {
    byte[] planted = {'P', 'K', 7, 8, 1, 2, 3, 4, 5, 0, 0, 0, 9, 0, 0, 0, 'P', 'K', 3, 4};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      zip.putNextEntry(new ZipEntry("skip"));
      // Stored blocks of deflate have a header of five bytes.
      zip.write(join(planted, new byte[1000]));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("a"));
      zip.write("one".getBytes(UTF_8));
      zip.closeEntry();
    }

    assertThat(read(bytes.toByteArray())).isNotEmpty();
  }

  private static byte[] withoutDescriptorSignatures(byte[] zip) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int moved = 0;
    List<Integer> offsets = new ArrayList<>();
    for (int at = 0; at < zip.length; at++) {
      if (isSignature(zip, at, 3, 4)) {
        offsets.add(at - moved);
      }
      if (isSignature(zip, at, 7, 8)) {
        at += 3;
        moved += 4;
      } else {
        bytes.write(zip[at]);
      }
    }
    byte[] changed = bytes.toByteArray();
    int entry = 0;
    for (int at = 0; at < changed.length; at++) {
      if (isSignature(changed, at, 1, 2)) {
        ByteBuffer.wrap(changed)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(at + 42, offsets.get(entry++));
      }
    }
    return changed;
  }

  private static boolean isSignature(byte[] zip, int at, int third, int fourth) {
    return at + 4 <= zip.length
        && zip[at] == 'P'
        && zip[at + 1] == 'K'
        && zip[at + 2] == third
        && zip[at + 3] == fourth;
  }

  @Test
  void a_bomb_is_a_limit() throws Exception {
    byte[] bomb = streamed("half", "\0".repeat(64 << 20));

    assertThat(bomb.length).isLessThan(100_000);
    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("200");
  }

  @Test
  void random_zips_are_read_as_they_were_written() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 100; round++) {
      String[] parts = new String[2 * random.nextInt(12)];
      Map<String, String> expected = new LinkedHashMap<>();
      for (int i = 0; i < parts.length; i += 2) {
        parts[i] = "entry" + i;
        byte[] content = new byte[random.nextInt(40_000)];
        for (int j = 0; j < content.length; j++) {
          content[j] = (byte) ('a' + random.nextInt(round % 26 + 1));
        }
        parts[i + 1] = new String(content, UTF_8);
        expected.put(parts[i], parts[i + 1]);
      }
      assertThat(read(streamed(parts))).isEmpty();
      assertThat(seen).isEqualTo(expected);
    }
  }

  @Test
  void broken_bytes_cause_nothing_worse_than_an_exception() throws Exception {
    Hostile.feed(streamed("a", "one", "skip", "two", "c", "three".repeat(50)), 1500, this::read);
    Hostile.feed(stored("s", "content".getBytes(UTF_8)), 500, this::read);
    Hostile.feed(wide(true), 800, this::read);
    Hostile.feed(wide(false), 800, this::read);
  }
}
