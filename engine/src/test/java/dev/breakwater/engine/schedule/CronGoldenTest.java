package dev.breakwater.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Java and CronJob's own library say the same; dev/cron-golden writes down what the latter says.
 */
class CronGoldenTest {

  @Test
  void the_next_three_runs_are_those_of_CronJob() {
    List<String> wrong = new ArrayList<>();
    List<String> rows = rows("next.tsv");
    for (String row : rows) {
      String[] columns = row.split("\t", -1);
      String actual =
          distances(Cron.parse(columns[0]), ZoneId.of(columns[1]), Instant.parse(columns[2]));
      if (!actual.equals(columns[3])) {
        wrong.add(row + " but was " + actual);
      }
    }
    assertThat(rows).hasSizeGreaterThan(1000);
    assertThat(wrong).isEmpty();
  }

  @Test
  void what_CronJob_refuses_is_refused_and_nothing_else() {
    List<String> rows = rows("invalid.tsv");
    assertThat(rows).hasSizeGreaterThan(200);
    for (String row : rows) {
      String[] columns = row.split("\t", -1);
      String expression = columns[1].replace("\\t", "\t");
      if (columns[0].equals("ok")) {
        assertThat(Cron.parse(expression)).hasToString(expression);
      } else {
        assertThatThrownBy(() -> Cron.parse(expression))
            .as(expression)
            .isInstanceOf(InvalidScheduleException.class)
            .hasMessageContaining(expression);
      }
    }
  }

  static String distances(Cron cron, ZoneId zone, Instant from) {
    List<String> distances = new ArrayList<>();
    Optional<Instant> at = Optional.of(from);
    for (int i = 0; i < 3 && at.isPresent(); i++) {
      Instant previous = at.get();
      at = cron.next(previous, zone);
      distances.add(
          at.map(next -> Long.toString(next.getEpochSecond() - previous.getEpochSecond()))
              .orElse("-"));
    }
    return String.join(" ", distances);
  }

  private static List<String> rows(String file) {
    try (InputStream in = CronGoldenTest.class.getResourceAsStream("/cron/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
