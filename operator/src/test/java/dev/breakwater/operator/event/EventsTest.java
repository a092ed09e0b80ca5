package dev.breakwater.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventsTest {
  @Test
  void a_note_is_cut_to_as_many_bytes_as_the_api_server_takes_and_never_within_a_character() {
    for (int start = 0; start < 4; start++) {
      String note = "a".repeat(start) + "€".repeat(1000);

      String brief = Events.brief(note);

      assertThat(brief.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1020, 1024);
      assertThat(note).startsWith(brief.substring(0, brief.length() - 1));
    }
    assertThat(Events.brief("in order")).isEqualTo("in order");
  }
}
