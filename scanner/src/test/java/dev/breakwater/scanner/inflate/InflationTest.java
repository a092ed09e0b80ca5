package dev.breakwater.scanner.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflationTest {
  private static final byte[] PLAIN = sample(300_000);

  /** The JDK, and ISA-L where the machine has it. */
  private static Inflation inflation(boolean isal) {
    Inflation inflation = Inflation.fastest(isal);
    assumeTrue(inflation.usesIsal() == isal);
    return inflation;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void all_members_of_a_gzip_stream_are_read(boolean isal) throws IOException {
    byte[] members = join(gzip(PLAIN), gzip(new byte[0]), gzip(PLAIN), new byte[700]);

    assertThat(read(inflation(isal), members)).isEqualTo(join(PLAIN, PLAIN));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void members_are_read_across_every_boundary_of_the_input(boolean isal) throws IOException {
    Inflation inflation = inflation(isal);
    byte[] part = sample(3_000);
    byte[] members = join(withName(gzip(part)), gzip(part), gzip(part));
    for (int chunk = 1; chunk < 40; chunk++) {
      try (InputStream stream = inflation.open(new Dripping(members, chunk))) {
        assertThat(stream.readAllBytes()).isEqualTo(join(part, part, part));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_gzip_stream_cut_anywhere_is_an_error(boolean isal) {
    Inflation inflation = inflation(isal);
    byte[] gzip = gzip(sample(2_000));
    for (int length = 2; length < gzip.length; length++) {
      byte[] cut = Arrays.copyOf(gzip, length);
      assertThatThrownBy(() -> read(inflation, cut)).isInstanceOf(MalformedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_wrong_checksum_or_length_or_trailing_bytes_are_errors(boolean isal) {
    Inflation inflation = inflation(isal);
    for (int back = 1; back <= 8; back++) {
      byte[] gzip = gzip(PLAIN);
      gzip[gzip.length - back] ^= 0x10;
      assertThatThrownBy(() -> read(inflation, gzip)).isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> read(inflation, join(gzip(PLAIN), new byte[] {'x'})))
        .isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void skipping_is_the_same_as_reading(boolean isal) throws IOException {
    Random random = new Random(3);
    try (InputStream stream = inflation(isal).open(new ByteArrayInputStream(gzip(PLAIN)))) {
      int at = 0;
      while (at < PLAIN.length) {
        int skip = Math.min(random.nextInt(100_000), PLAIN.length - at);
        stream.skipNBytes(skip);
        at += skip;
        byte[] some = stream.readNBytes(random.nextInt(50));
        assertThat(some).isEqualTo(Arrays.copyOfRange(PLAIN, at, at + some.length));
        at += some.length;
      }
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void isal_and_the_jdk_agree_on_damaged_streams() {
    Inflation jdk = inflation(false);
    Inflation isal = inflation(true);
    Random random = new Random(7);
    byte[] gzip = join(gzip(sample(5_000)), gzip(sample(100)));
    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = gzip.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[10 + random.nextInt(gzip.length - 10)] = (byte) random.nextInt(256);
      }
      assertThat(outcome(isal, damaged)).isEqualTo(outcome(jdk, damaged));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void damaged_streams_of_any_kind_fail_as_malformed(boolean isal) {
    Inflation inflation = inflation(isal);
    Random random = new Random(11);
    for (byte[] valid :
        new byte[][] {withName(gzip(sample(3_000))), Zstd.compress(sample(3_000))}) {
      for (int round = 0; round < 2_000; round++) {
        byte[] damaged = Arrays.copyOf(valid, 1 + random.nextInt(valid.length));
        for (int i = random.nextInt(4); i > 0; i--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        outcome(inflation, damaged);
      }
    }
  }

  @Test
  void frames_of_zstd_are_read_one_after_the_other_and_skippable_ones_are_skipped()
      throws IOException {
    byte[] skippable = {0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
    byte[] frames =
        join(skippable, Zstd.compress(PLAIN), skippable, Zstd.compress(PLAIN), skippable);

    assertThat(read(inflation(false), frames)).isEqualTo(join(PLAIN, PLAIN));
    for (int chunk = 1; chunk < 20; chunk++) {
      try (InputStream stream = inflation(false).open(new Dripping(frames, chunk * 7))) {
        assertThat(stream.readAllBytes()).isEqualTo(join(PLAIN, PLAIN));
      }
    }
  }

  @Test
  void a_zstd_stream_cut_anywhere_is_an_error() {
    byte[] zstd = Zstd.compress(sample(2_000));
    for (int length = 4; length < zstd.length; length++) {
      byte[] cut = Arrays.copyOf(zstd, length);
      assertThatThrownBy(() -> read(inflation(false), cut)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void a_large_zstd_window_is_read_and_gives_its_turn_back() throws IOException {
    Inflation inflation = inflation(false);
    byte[] zstd = zstd(PLAIN, 26);
    assertThat(zstd[5]).isEqualTo((byte) ((26 - 10) << 3));

    assertThat(read(inflation, zstd)).isEqualTo(PLAIN);
    assertThat(read(inflation, zstd)).isEqualTo(PLAIN);
  }

  @Test
  void a_zstd_window_beyond_the_limit_is_not_read() throws IOException {
    byte[] zstd = zstd(PLAIN, 26);
    zstd[5] = (byte) ((28 - 10) << 3);

    assertThatThrownBy(() -> read(inflation(false), zstd))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("more than 134,217,728 bytes of a zstd window");
  }

  @Test
  void other_bytes_are_plain() throws IOException {
    assertThat(read(inflation(false), PLAIN)).isEqualTo(PLAIN);
    assertThat(read(inflation(false), new byte[0])).isEmpty();
    assertThat(read(inflation(false), new byte[] {0x1f})).containsExactly(0x1f);
  }

  @Test
  void a_library_that_is_not_there_is_not_used() {
    assertThat(Inflation.with("libabsent.so.9").usesIsal()).isFalse();
  }

  private static String outcome(Inflation inflation, byte[] bytes) {
    try {
      return Arrays.hashCode(read(inflation, bytes)) + "";
    } catch (MalformedException | LimitExceededException e) {
      return "an error";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] read(Inflation inflation, byte[] bytes) throws IOException {
    try (InputStream stream = inflation.open(new ByteArrayInputStream(bytes))) {
      return stream.readAllBytes();
    }
  }

  private static byte[] sample(int size) {
    byte[] sample = new byte[size];
    Random random = new Random(size);
    for (int i = 0; i < size; i++) {
      boolean noise = i < size / 4;
      sample[i] = (byte) (noise ? random.nextInt(256) : 'a' + random.nextInt(5));
    }
    return sample;
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** The same member with an extra field, a name, a comment and a checksum of the header. */
  private static byte[] withName(byte[] gzip) {
    byte[] header = Arrays.copyOf(gzip, 10);
    header[3] = 4 + 8 + 16;
    return join(
        header,
        new byte[] {3, 0, 9, 9, 9, 'n', 'a', 'm', 'e', 0, 'c', 0},
        Arrays.copyOfRange(gzip, 10, gzip.length));
  }

  private static byte[] zstd(byte[] plain, int windowLog) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(bytes)) {
      zstd.setLong(windowLog);
      zstd.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  /** Gives a few bytes at a time, as a network may. */
  private static final class Dripping extends ByteArrayInputStream {
    private final int chunk;

    Dripping(byte[] bytes, int chunk) {
      super(bytes);
      this.chunk = chunk;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(chunk, length));
    }
  }
}
