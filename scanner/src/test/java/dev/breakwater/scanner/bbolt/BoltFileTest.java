package dev.breakwater.scanner.bbolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BoltFileTest {

  @Test
  void a_file_that_bbolt_wrote_is_read() throws IOException {
    byte[] bytes;
    try (InputStream packed =
        new GZIPInputStream(
            Objects.requireNonNull(getClass().getResourceAsStream("/bbolt/containerd.db.gz")))) {
      bytes = packed.readAllBytes();
    }

    Bucket containers =
        open(bytes)
            .root()
            .bucket("v1")
            .orElseThrow()
            .bucket("k8s.io")
            .orElseThrow()
            .bucket("containers")
            .orElseThrow();

    Cursor container = containers.entries();
    assertThat(container.name())
        .isEqualTo("b47fb93b51d091e16ae145b8b1438e5c011fd68cd65305fcd42fd83a13da7a8c");
    assertThat(text(container.bucket().value("snapshotter"))).contains("overlayfs");
    assertThat(text(container.bucket().bucket("runtime").orElseThrow().value("name")))
        .contains("io.containerd.runc.v2");
  }

  @Test
  void every_key_is_found_and_no_other_in_trees_of_any_shape() throws MalformedException {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      TreeMap<String, String> naive = new TreeMap<>();
      int size = random.nextInt(1 << random.nextInt(11));
      for (int i = 0; i < size; i++) {
        naive.put(key(random), "v".repeat(random.nextInt(round % 3 == 0 ? 9_000 : 90)));
      }
      Bucket bucket =
          open(BoltWriter.write(Map.of("b", naive), 1024 << random.nextInt(4)))
              .root()
              .bucket("b")
              .orElseThrow();

      assertThat(names(bucket.entries())).containsExactlyElementsOf(naive.keySet());
      for (int i = 0; i < 50; i++) {
        String key = key(random);
        assertThat(text(bucket.value(key))).isEqualTo(Optional.ofNullable(naive.get(key)));
        assertThat(names(bucket.entries(key)))
            .containsExactlyElementsOf(
                naive.keySet().stream().filter(name -> name.startsWith(key)).toList());
      }
    }
  }

  @Test
  void keys_are_ordered_as_unsigned_bytes() throws MalformedException {
    Bucket root = open(BoltWriter.write(Map.of("a", "1", "é", "2", "z", "3"))).root();

    assertThat(names(root.entries())).containsExactly("a", "z", "é");
    assertThat(text(root.value("é"))).contains("2");
  }

  @Test
  void a_value_is_not_a_bucket_and_a_bucket_not_a_value() throws MalformedException {
    Bucket root = open(BoltWriter.write(Map.of("a", "1", "b", Map.of("c", "2")))).root();

    assertThat(root.bucket("a")).isEmpty();
    assertThat(root.value("b")).isEmpty();
    assertThat(text(root.bucket("b").orElseThrow().value("c"))).contains("2");
  }

  @Test
  void the_meta_page_of_the_later_transaction_counts() throws MalformedException {
    byte[] bytes = BoltWriter.write(Map.of("a", "1"));
    MemorySegment file = MemorySegment.ofArray(bytes);
    long rootOfFirst = 16 + 16;
    file.set(ValueLayout.JAVA_LONG_UNALIGNED, rootOfFirst, 99);
    file.set(ValueLayout.JAVA_LONG_UNALIGNED, 16 + 56, BoltWriter.checksum(bytes, 16, 16 + 56));

    assertThat(text(BoltFile.of(file).root().value("a"))).contains("1");
  }

  @Test
  void a_broken_first_meta_page_is_made_up_for_by_the_second() throws MalformedException {
    byte[] bytes = BoltWriter.write(Map.of("a", "1"), 16384);
    bytes[20]++;

    assertThat(text(open(bytes).root().value("a"))).contains("1");
  }

  @Test
  void without_a_valid_meta_page_it_is_no_bbolt_file() {
    assertThatThrownBy(() -> open(new byte[40_000]))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("no valid meta page");
    assertThatThrownBy(() -> open(new byte[0])).isInstanceOf(MalformedException.class);
  }

  @Test
  void a_branch_that_leads_back_to_itself_is_malformed() {
    TreeMap<String, String> many = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      many.put("key-%05d".formatted(i), "v".repeat(100));
    }
    byte[] bytes = BoltWriter.write(many, 1024);
    MemorySegment file = MemorySegment.ofArray(bytes);
    long root = file.get(ValueLayout.JAVA_LONG_UNALIGNED, 16 + 16);
    file.set(ValueLayout.JAVA_LONG_UNALIGNED, root * 1024 + 16 + 8, root);

    assertThatThrownBy(() -> names(BoltFile.of(file).root().entries()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void damaged_files_are_malformed_and_never_more() throws MalformedException {
    Map<String, Object> content = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      content.put("bucket " + i, Map.of("name", "value", "inner", Map.of("k", "v".repeat(i * 20))));
      content.put("value " + i, "x".repeat(i));
    }
    byte[] valid = BoltWriter.write(content, 1024);
    Random random = new Random(42);
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = valid.clone();
      int changes = 1 + random.nextInt(8);
      for (int i = 0; i < changes; i++) {
        // Behind the meta pages: those have a checksum.
        bytes[2048 + random.nextInt(bytes.length - 2048)] = (byte) random.nextInt();
      }
      walk(bytes);
    }
    for (int length = 0; length < valid.length; length += 97) {
      walk(java.util.Arrays.copyOf(valid, length));
    }
  }

  private static void walk(byte[] bytes) {
    try {
      walk(open(bytes).root(), 0);
    } catch (MalformedException expected) {
      assertThat(expected).hasMessageStartingWith("bbolt: ");
    }
  }

  private static void walk(Bucket bucket, int depth) throws MalformedException {
    bucket.value("value 7");
    bucket.bucket("bucket 7");
    for (Cursor cursor = bucket.entries(); cursor.isValid(); cursor.next()) {
      cursor.name();
      if (cursor.isBucket() && depth < 3) {
        walk(cursor.bucket(), depth + 1);
      } else {
        cursor.value();
      }
    }
  }

  private static BoltFile open(byte[] bytes) throws MalformedException {
    return BoltFile.of(MemorySegment.ofArray(bytes));
  }

  private static List<String> names(Cursor cursor) throws MalformedException {
    List<String> names = new ArrayList<>();
    for (; cursor.isValid(); cursor.next()) {
      names.add(cursor.name());
    }
    return names;
  }

  private static Optional<String> text(Optional<MemorySegment> value) {
    return value.map(
        bytes -> new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      key.append((char) ('a' + random.nextInt(6)));
    }
    return key.toString();
  }
}
