package dev.breakwater.engine.schedule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as Go's {@code time.ParseDuration} reads it: {@code 1h30m}, {@code 1.5h}. */
public final class GoDuration {
  private static final Pattern WHOLE =
      Pattern.compile("[-+]?(?:0|(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)");
  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");

  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /**
   * Reads {@code text}.
   *
   * @throws InvalidScheduleException if it is not a Go duration, or longer than one can be (292
   *     years)
   */
  public static Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new InvalidScheduleException(
          "\"%s\" is not a duration; write numbers with units h, m or s, as in 6h or 1h30m"
              .formatted(text));
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
      BigDecimal value = new BigDecimal(part.group(1)).multiply(unit);
      nanos = nanos.add(value.setScale(0, RoundingMode.DOWN));
    }
    if (nanos.compareTo(MAX) > 0) {
      throw new InvalidScheduleException(
          "\"%s\" is longer than 292 years; use a shorter duration".formatted(text));
    }
    Duration duration = Duration.ofNanos(nanos.longValueExact());
    return text.startsWith("-") ? duration.negated() : duration;
  }
}
