package dev.breakwater.scanner.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.tar.TarEntry.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class TarReaderTest {

  /** What both readers must agree on. */
  private record Seen(String name, long size, int mode, String linkTarget, int content) {}

  @Test
  void archives_are_read_as_commons_compress_reads_them() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 150; round++) {
      byte[] archive = randomArchive(random);
      assertThat(read(archive, random)).isEqualTo(readByCommons(archive));
    }
  }

  @Test
  void a_sparse_file_is_named_and_skipped() throws IOException {
    byte[] header = header("holes", 'S', 1024);
    header[482] = 1;
    byte[] map = new byte[512];
    byte[] archive = join(checked(header), map, new byte[1024], file("after", "x"));

    List<TarEntry> entries = entries(archive);

    assertThat(entries).extracting(TarEntry::kind).containsExactly(Kind.SPARSE_FILE, Kind.FILE);
    assertThat(entries).extracting(TarEntry::name).containsExactly("holes", "after");
  }

  @Test
  void a_sparse_file_of_pax_has_its_own_name() throws IOException {
    byte[] archive =
        join(
            pax("GNU.sparse.major=1", "GNU.sparse.name=real", "path=GNUSparse.0/real"),
            file("x", "map"),
            file("after", "x"));

    assertThat(entries(archive))
        .containsExactly(
            new TarEntry(Kind.SPARSE_FILE, "real", 0, 0644, ""),
            new TarEntry(Kind.FILE, "after", 1, 0644, ""));
  }

  @Test
  void pax_and_gnu_say_long_names_and_sizes_and_gnu_wins() throws IOException {
    byte[] content = checked(header("short", '0', 0));
    byte[] archive =
        join(
            pax("path=pax/name", "size=3", "comment=with = and \n inside"),
            content,
            padded("abc"),
            gnu('L', "gnu/name\0"),
            pax("path=lost", "linkpath=lost too"),
            gnu('K', "gnu/target"),
            checked(header("link", '2', 0)));

    assertThat(entries(archive))
        .containsExactly(
            new TarEntry(Kind.FILE, "pax/name", 3, 0644, ""),
            new TarEntry(Kind.SYMBOLIC_LINK, "gnu/name", 0, 0644, "gnu/target"));
  }

  @Test
  void a_link_has_no_content_whatever_its_size_says() throws IOException {
    byte[] archive = join(checked(header("link", '1', 5_000)), file("after", "x"));

    assertThat(entries(archive)).extracting(TarEntry::name).containsExactly("link", "after");
  }

  @Test
  void global_headers_change_nothing() throws IOException {
    byte[] global = gnu('g', "17 path=anywhere\n");
    assertThat(entries(join(global, file("here", "x"))))
        .extracting(TarEntry::name)
        .containsExactly("here");
  }

  @Test
  void two_empty_blocks_or_the_end_of_the_stream_end_the_archive() throws IOException {
    byte[] file = file("a", "x");
    assertThat(entries(file)).hasSize(1);
    assertThat(entries(join(file, new byte[512]))).hasSize(1);
    assertThat(entries(join(file, new byte[1024], file))).hasSize(1);
    assertThatThrownBy(() -> entries(join(file, new byte[512], file)))
        .isInstanceOf(MalformedException.class);
    assertThat(entries(new byte[0])).isEmpty();
  }

  @Test
  void an_archive_cut_within_an_entry_is_malformed() {
    byte[] archive = join(file("a", "content"), gnu('L', "long"), file("b", "content"));
    for (int length = 1; length < archive.length - 505; length++) {
      byte[] cut = Arrays.copyOf(archive, length);
      boolean onlyPaddingIsMissing = length >= 519 && length <= 1024;
      if (!onlyPaddingIsMissing) {
        assertThatThrownBy(() -> entries(cut)).isInstanceOf(MalformedException.class);
      }
    }
  }

  @Test
  void sizes_of_more_than_eight_gigabytes_are_read_in_base_256() throws IOException {
    byte[] header = header("large", '0', 0);
    Arrays.fill(header, 124, 136, (byte) 0);
    header[124] = (byte) 0x80;
    header[130] = 3;
    TarReader reader = new TarReader(new ByteArrayInputStream(checked(header)), 10);

    assertThat(reader.next()).map(TarEntry::size).contains(3L << 40);
    assertThatThrownBy(reader::next).isInstanceOf(MalformedException.class);
  }

  @Test
  void lying_sizes_and_checksums_are_malformed() {
    byte[] negative = header("a", '0', 0);
    Arrays.fill(negative, 124, 136, (byte) 0xff);
    byte[] huge = header("a", '0', 0);
    Arrays.fill(huge, 124, 136, (byte) 0xff);
    huge[124] = (byte) 0x80;
    byte[] wrong = checked(header("a", '0', 0));
    wrong[0] = 'b';

    for (byte[] header :
        List.of(
            checked(negative),
            checked(huge),
            wrong,
            join(pax("size=-1"), file("a", "x")),
            join(pax("size=99999999999999999999"), file("a", "x")),
            join(pax("size=9223372036854775807"), file("a", "x")))) {
      assertThatThrownBy(() -> entries(header)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void too_many_headers_and_too_long_extensions_hit_their_limits() {
    byte[] many = join(gnu('L', "a"), gnu('L', "a"), gnu('L', "a"), file("b", ""));
    assertThatThrownBy(() -> new TarReader(new ByteArrayInputStream(many), 3).next())
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> entries(checked(header("x", 'x', 2 << 20))))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void damaged_archives_fail_as_malformed_or_limited() throws IOException {
    Random random = new Random(9);
    for (int round = 0; round < 3_000; round++) {
      byte[] archive =
          round % 50 == 0
              ? randomArchive(random)
              : join(
                  pax("path=p", "size=3"),
                  file("a", "abc"),
                  gnu('K', "t"),
                  checked(header("l", '1', 0)),
                  file("b", "x"));
      for (int i = random.nextInt(4); i >= 0; i--) {
        int block = random.nextInt(archive.length) / 512 * 512;
        archive[block + random.nextInt(512)] = (byte) random.nextInt(256);
        if (random.nextBoolean()) {
          rechecked(archive, block);
        }
      }
      try {
        assertThat(read(archive, random)).hasSizeLessThan(100);
      } catch (MalformedException | LimitExceededException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
  }

  private static List<Seen> read(byte[] archive, Random random) throws IOException {
    List<Seen> seen = new ArrayList<>();
    TarReader reader = new TarReader(new ByteArrayInputStream(archive), 10_000);
    Optional<TarEntry> next = reader.next();
    while (next.isPresent()) {
      TarEntry entry = next.get();
      Content content = reader.content();
      byte[] bytes = new byte[0];
      if (entry.kind() == Kind.FILE && random.nextBoolean()) {
        int from = content.view();
        bytes = Arrays.copyOfRange(content.buffer(), from, from + (int) content.size());
      } else if (entry.kind() == Kind.FILE) {
        bytes = content.stream().readAllBytes();
      }
      seen.add(
          new Seen(
              entry.name(),
              entry.size(),
              entry.mode(),
              entry.linkTarget(),
              Arrays.hashCode(bytes)));
      next = reader.next();
    }
    return seen;
  }

  private static List<Seen> readByCommons(byte[] archive) throws IOException {
    List<Seen> seen = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(archive), "UTF-8")) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        byte[] bytes = hasContent(entry) ? tar.readAllBytes() : new byte[0];
        seen.add(
            new Seen(
                entry.getName(),
                hasContent(entry) ? entry.getSize() : 0,
                entry.getMode() & 07777,
                entry.getLinkName(),
                Arrays.hashCode(bytes)));
        entry = tar.getNextEntry();
      }
    }
    return seen;
  }

  private static byte[] randomArchive(Random random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      boolean posix = random.nextBoolean();
      tar.setLongFileMode(
          posix ? TarArchiveOutputStream.LONGFILE_POSIX : TarArchiveOutputStream.LONGFILE_GNU);
      tar.setBigNumberMode(
          posix ? TarArchiveOutputStream.BIGNUMBER_POSIX : TarArchiveOutputStream.BIGNUMBER_STAR);
      tar.setAddPaxHeadersForNonAsciiNames(posix);
      for (int i = random.nextInt(12); i >= 0; i--) {
        add(tar, random);
      }
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, Random random) throws IOException {
    String name = name(random);
    TarArchiveEntry entry =
        switch (random.nextInt(6)) {
          case 0 -> link(name, TarConstants.LF_SYMLINK, name(random));
          case 1 -> link(name, TarConstants.LF_LINK, name(random));
          case 2 -> new TarArchiveEntry(name + "/");
          default -> new TarArchiveEntry(name);
        };
    entry.setMode(random.nextInt(010000));
    entry.setUserId(random.nextBoolean() ? 0L : 5_000_000_000L);
    byte[] content = new byte[0];
    if (hasContent(entry)) {
      content = new byte[random.nextInt(random.nextInt(8) == 0 ? 400_000 : 2_000)];
      random.nextBytes(content);
      entry.setSize(content.length);
    }
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static boolean hasContent(TarArchiveEntry entry) {
    return entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
  }

  private static TarArchiveEntry link(String name, byte type, String target) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(target);
    return entry;
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    int segments = 1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 4);
    for (int i = 0; i < segments; i++) {
      name.append(i == 0 ? "" : "/")
          .append(random.nextInt(9) == 0 ? "\u00fcber" : "dir")
          .append(random.nextInt(1000));
    }
    return name.toString();
  }

  private static List<TarEntry> entries(byte[] archive) throws IOException {
    List<TarEntry> entries = new ArrayList<>();
    TarReader reader = new TarReader(new ByteArrayInputStream(archive), 10_000);
    Optional<TarEntry> next = reader.next();
    while (next.isPresent()) {
      entries.add(next.get());
      next = reader.next();
    }
    return entries;
  }

  private static byte[] header(String name, char type, long size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 124, "%011o\0".formatted(size));
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    return header;
  }

  private static byte[] checked(byte[] header) {
    rechecked(header, 0);
    return header;
  }

  private static void rechecked(byte[] archive, int block) {
    int sum = 8 * ' ';
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? 0 : archive[block + i] & 0xff;
    }
    put(archive, block + 148, "%06o\0 ".formatted(sum));
  }

  private static byte[] file(String name, String content) {
    return join(checked(header(name, '0', content.length())), padded(content));
  }

  private static byte[] gnu(char type, String content) {
    return join(checked(header("././@LongLink", type, content.length())), padded(content));
  }

  private static byte[] pax(String... records) {
    StringBuilder text = new StringBuilder();
    for (String record : records) {
      text.append("%02d %s\n".formatted(record.length() + 4, record));
    }
    return gnu('x', text.toString());
  }

  private static byte[] padded(String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512);
  }

  private static void put(byte[] target, int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
