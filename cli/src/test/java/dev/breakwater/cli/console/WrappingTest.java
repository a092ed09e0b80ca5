package dev.breakwater.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
  @Test
  void lines_break_at_spaces() {
    assertThat(Wrapping.lines("add the one capability", 11))
        .containsExactly("add the one", "capability");
  }

  @Test
  void a_word_that_is_too_long_breaks_after_a_slash() {
    assertThat(Wrapping.lines("registry.example.com/shop/cart", 24))
        .containsExactly("registry.example.com/", "shop/cart");
  }

  @Test
  void what_would_move_the_cursor_is_not_printed() {
    assertThat(Wrapping.lines("a\u001b[2Jb\r\nc", 40)).containsExactly("a?[2Jb? c");
  }

  @Test
  void empty_text_is_one_empty_line() {
    assertThat(Wrapping.lines("", 40)).containsExactly("");
  }

  @Test
  void a_long_place_keeps_its_end() {
    assertThat(Wrapping.shortened("a/very/long/path/to/cart.yaml:31", 20))
        .hasSize(20)
        .startsWith("a/ver")
        .endsWith("cart.yaml:31");
  }
}
