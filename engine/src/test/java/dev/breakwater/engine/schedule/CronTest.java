package dev.breakwater.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 2 * * *       | 2026-01-01T00:00:00Z | 2026-01-01T02:00:00Z
          0 2 * * *       | 2026-01-01T02:00:00Z | 2026-01-02T02:00:00Z
          0 2 * * *       | 2026-01-01T01:59:59.999Z | 2026-01-01T02:00:00Z
          0 0 13 * 5      | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z
          0 0 13 * *      | 2026-01-01T00:00:00Z | 2026-01-13T00:00:00Z
          0 0 29 2 *      | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z
          0 0 * * sun     | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z
          0 0 1 jUl ?     | 2026-01-01T00:00:00Z | 2026-07-01T00:00:00Z
          10-40/15 9 * * * | 2026-01-01T09:10:00Z | 2026-01-01T09:25:00Z
          @yearly         | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z
          @hourly         | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z
          @every 1h30m    | 2026-01-01T00:00:00.5Z | 2026-01-01T01:30:00Z
          @every 1.9s     | 2026-01-01T00:00:00Z | 2026-01-01T00:00:01Z
          @every 1ms      | 2026-01-01T00:00:00Z | 2026-01-01T00:00:01Z
          @every -5h      | 2026-01-01T00:00:00Z | 2026-01-01T00:00:01Z
          """)
  void the_next_run_comes_strictly_after(String schedule, Instant after, Instant next) {
    assertThat(Cron.parse(schedule).next(after, ZoneOffset.UTC)).contains(next);
  }

  @ParameterizedTest
  @CsvSource({"0 0 30 2 *", "0 0 31 4 *", "', * * * *'", "'0 0 , * *'"})
  void what_never_occurs_is_never_next(String schedule) {
    assertThat(Cron.parse(schedule).next(NEW_YEAR, BERLIN)).isEmpty();
  }

  @Test
  void a_local_time_that_summer_time_leaves_out_does_not_occur_that_day() {
    assertThat(Cron.parse("30 2 * * *").next(Instant.parse("2026-03-28T12:00:00Z"), BERLIN))
        .contains(Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void a_local_time_that_winter_time_repeats_occurs_twice() {
    Instant first = Instant.parse("2026-10-25T00:30:00Z");
    assertThat(Cron.parse("30 2 * * *").next(first, BERLIN))
        .contains(first.plus(Duration.ofHours(1)));
  }

  @Test
  void a_day_that_a_zone_left_out_is_passed_over() {
    assertThat(
            Cron.parse("0 12 31 * *")
                .next(Instant.parse("2011-12-29T12:00:00Z"), ZoneId.of("Pacific/Apia")))
        .contains(Instant.parse("2011-12-30T22:00:00Z"));
  }

  @Test
  void the_last_run_until_an_instant_is_the_one_that_a_walk_finds() {
    Random random = new Random(11);
    String[] schedules = {"*/7 * * * *", "0 2 * * *", "0 */5 1-10 * 1", "@every 17m", "3 3 * 4 *"};
    for (int i = 0; i < 300; i++) {
      Cron cron = Cron.parse(schedules[random.nextInt(schedules.length)]);
      Instant after = NEW_YEAR.plusSeconds(random.nextInt(30_000_000));
      Instant until = after.plusSeconds(random.nextInt(i < 150 ? 5_000 : 500_000));
      Instant limit = until.minusSeconds(random.nextInt(3_600));
      Optional<Instant> walked = Optional.empty();
      for (Optional<Instant> at = cron.next(after, BERLIN);
          at.isPresent() && !at.get().isAfter(limit);
          at = cron.next(at.get(), BERLIN)) {
        walked = at;
      }
      assertThat(cron.last(after, until, BERLIN, at -> !at.isAfter(limit)))
          .as("%s in (%s, %s], limit %s", cron, after, until, limit)
          .isEqualTo(walked);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 * * * *      | "60 * * * *": minute 60 is above 59; use 0-59
          0 0 0 * *       | "0 0 0 * *": day of month 0 is below 1; use 1-31
          0 0 * * 7       | "0 0 * * 7": day of week 7 is above 6; use 0 or SUN for Sunday
          0 20-25 * * *   | "0 20-25 * * *": hour 25 in "20-25" is above 23; use 0-23
          0 0 * 13 *      | "0 0 * 13 *": month 13 is above 12; use 1-12 or JAN-DEC
          0 0 * MAI *     | "0 0 * MAI *": month "MAI" is not a value; use 1-12 or JAN-DEC
          0 0 * * fri-mon | "0 0 * * fri-mon": day of week "fri-mon" goes backwards; put the smaller value first, or write two ranges: 5-6,0-1
          */0 * * * *     | "*/0 * * * *": minute "*/0" has no step of at least 1 after the slash; write one, as in */5
          1/2/3 * * * *   | "1/2/3 * * * *": minute "1/2/3" has more than one slash; use one, as in 0-30/5
          1-2-3 * * * *   | "1-2-3 * * * *": minute "1-2-3" has more than one hyphen; separate ranges by commas, as in 1-5,10-15
          0 0 0 * * *     | "0 0 0 * * *" has 6 fields, a schedule has 5 (minute, hour, day of month, month, day of week) or is a descriptor such as @daily; seconds and years are not part of a CronJob schedule, take the sixth field away
          @Daily          | "@Daily" is not a descriptor; use @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly or @every with a duration (@every 6h)
          @every 6        | "@every 6": "6" is not a duration; write numbers with units h, m or s, as in 6h or 1h30m
          @every 9999999h | "@every 9999999h": "9999999h" is longer than 292 years; use a shorter duration
          CRON_TZ=UTC 0 2 * * * | "CRON_TZ=UTC 0 2 * * *": a schedule cannot hold TZ or CRON_TZ; write the zone into timeZone
          """)
  void a_wrong_schedule_is_explained(String schedule, String message) {
    assertThatThrownBy(() -> Cron.parse(schedule))
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessage(message);
  }
}
