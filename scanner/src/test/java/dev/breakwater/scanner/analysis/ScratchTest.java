package dev.breakwater.scanner.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scanner.limit.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir Path folder;

  @Test
  void what_fits_the_budget_stays_in_memory_and_the_rest_goes_to_a_file_without_a_name()
      throws IOException {
    Scratch scratch = new Scratch(folder, 10, 100);

    try (Scratch.Stored small = scratch.store(stream("12345678"), 8);
        Scratch.Stored large = scratch.store(stream("abcdefgh"), 8)) {
      assertThat(small.bytes().isMapped()).isFalse();
      assertThat(large.bytes().isMapped()).isTrue();
      assertThat(large.bytes().toArray(ValueLayout.JAVA_BYTE))
          .isEqualTo("abcdefgh".getBytes(UTF_8));
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void closing_gives_the_share_back_and_a_full_scratch_is_a_limit() throws IOException {
    Scratch scratch = new Scratch(folder, 4, 4);

    for (int round = 0; round < 3; round++) {
      try (Scratch.Stored first = scratch.store(stream("1234"), 4);
          Scratch.Stored second = scratch.store(stream("5678"), 4)) {
        assertThat(first.bytes().byteSize() + second.bytes().byteSize()).isEqualTo(8);
        assertThatThrownBy(() -> scratch.store(stream("9"), 1))
            .isInstanceOf(LimitExceededException.class);
      }
    }
  }

  @Test
  void content_that_ends_early_gives_its_share_back_too() throws IOException {
    Scratch scratch = new Scratch(folder, 4, 0);

    assertThatThrownBy(() -> scratch.store(stream("12"), 4)).isInstanceOf(EOFException.class);

    try (Scratch.Stored stored = scratch.store(stream("1234"), 4)) {
      assertThat(stored.bytes().byteSize()).isEqualTo(4);
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
