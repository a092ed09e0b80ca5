package dev.breakwater.scanner.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

  private static final Bytes BYTES =
      Bytes.of(
          MemorySegment.ofArray(new byte[] {-1, 2, 3, 4, 5}), ByteOrder.BIG_ENDIAN, "a sample");

  @Test
  void numbers_are_unsigned_and_in_the_order_of_the_bytes() throws Exception {
    assertThat(BYTES.u8(0)).isEqualTo(0xFF);
    assertThat(BYTES.u16(0)).isEqualTo(0xFF02);
    assertThat(BYTES.u32(0)).isEqualTo(0xFF020304L);
    assertThat(BYTES.slice(1, 4).u32(0)).isEqualTo(0x02030405L);
  }

  @Test
  void a_byte_is_found_from_a_place_on() throws Exception {
    assertThat(BYTES.indexOf((byte) 3, 0)).isEqualTo(2);
    assertThat(BYTES.indexOf((byte) 3, 3)).isEqualTo(-1);
    assertThat(BYTES.indexOf((byte) 3, 5)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 2, 5, 6, Long.MIN_VALUE, Long.MAX_VALUE})
  void nothing_is_read_beyond_the_end(long at) {
    assertThatThrownBy(() -> BYTES.u32(at)).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 6, Long.MIN_VALUE, Long.MAX_VALUE})
  void a_part_must_lie_inside(long length) {
    assertThatThrownBy(() -> BYTES.slice(0, length)).isInstanceOf(MalformedException.class);
  }

  @Test
  void a_fault_names_what_and_where() {
    assertThatThrownBy(() -> BYTES.u16(4))
        .hasMessage("a sample: 2 bytes at 4 reach beyond the end at 5");
  }
}
