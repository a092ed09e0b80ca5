package dev.breakwater.engine.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The five fields of a schedule as sets of bits: bit {@code n} stands for the value {@code n}.
 *
 * @param daysAreAlternatives whether a day matches by its day of month or by its day of week,
 *     rather than by both
 */
record CronFields(
    long minutes,
    long hours,
    long daysOfMonth,
    long months,
    long daysOfWeek,
    boolean daysAreAlternatives) {

  /** One of the five, with the names that stand for its values from {@code min} on. */
  private record Field(String label, int min, int max, List<String> names, String allowed) {}

  private static final Field MINUTE = new Field("minute", 0, 59, List.of(), "0-59");
  private static final Field HOUR = new Field("hour", 0, 23, List.of(), "0-23");
  private static final Field DAY_OF_MONTH = new Field("day of month", 1, 31, List.of(), "1-31");
  private static final Field MONTH =
      new Field(
          "month",
          1,
          12,
          List.of(
              "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
          "1-12 or JAN-DEC");
  private static final Field DAY_OF_WEEK =
      new Field(
          "day of week",
          0,
          6,
          List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"),
          "0-6 or SUN-SAT, where 0 is Sunday");

  /** What a field allows, and whether {@code *} or {@code ?} leaves it unrestricted. */
  private record Values(long bits, boolean star) {}

  /**
   * Reads {@code expression}.
   *
   * @throws InvalidScheduleException if it is not five fields of CronJob's grammar
   */
  static CronFields parse(String expression) {
    List<String> words = words(expression);
    if (words.size() != 5) {
      String remedy =
          words.size() == 6
              ? "; seconds and years are not part of a CronJob schedule, take the sixth field away"
              : "";
      throw new InvalidScheduleException(
          "\"%s\" has %d field%s, a schedule has 5 (minute, hour, day of month, month, day of week) or is a descriptor such as @daily%s"
              .formatted(expression, words.size(), words.size() == 1 ? "" : "s", remedy));
    }
    Values daysOfMonth = parse(expression, words.get(2), DAY_OF_MONTH);
    Values daysOfWeek = parse(expression, words.get(4), DAY_OF_WEEK);
    return new CronFields(
        parse(expression, words.get(0), MINUTE).bits,
        parse(expression, words.get(1), HOUR).bits,
        daysOfMonth.bits,
        parse(expression, words.get(3), MONTH).bits,
        daysOfWeek.bits,
        !daysOfMonth.star && !daysOfWeek.star);
  }

  boolean hasMonth(int month) {
    return has(months, month);
  }

  /**
   * @param dayOfWeek 0 is Sunday
   */
  boolean hasDay(int dayOfMonth, int dayOfWeek) {
    boolean byMonth = has(daysOfMonth, dayOfMonth);
    boolean byWeek = has(daysOfWeek, dayOfWeek);
    return daysAreAlternatives ? byMonth || byWeek : byMonth && byWeek;
  }

  boolean hasHour(int hour) {
    return has(hours, hour);
  }

  /** The first allowed minute from {@code minute} on; 60 if there is none in this hour. */
  int minuteFrom(int minute) {
    return Math.min(60, Long.numberOfTrailingZeros(minutes >>> minute) + minute);
  }

  /** Whether a field is an empty list, {@code ","}, which the grammar has and no time fulfils. */
  boolean isEmpty() {
    return minutes == 0 || hours == 0 || months == 0;
  }

  private static boolean has(long bits, int value) {
    return ((bits >>> value) & 1) != 0;
  }

  private static List<String> words(String expression) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (char c : (expression + ' ').toCharArray()) {
      if (!isSpace(c)) {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    return words;
  }

  /** What Go's {@code unicode.IsSpace} calls space; Java's own notion leaves out U+00A0 and NEL. */
  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }

  private static Values parse(String expression, String word, Field field) {
    long bits = 0;
    boolean star = false;
    for (String term : word.split(",", -1)) {
      if (!term.isEmpty()) {
        Values values = term(term, field, "\"" + expression + "\": " + field.label + " ");
        bits |= values.bits;
        star |= values.star;
      }
    }
    return new Values(bits, star);
  }

  private static Values term(String term, Field field, String where) {
    String[] rangeAndStep = term.split("/", -1);
    String[] lowAndHigh = rangeAndStep[0].split("-", -1);
    boolean star = lowAndHigh[0].equals("*") || lowAndHigh[0].equals("?");
    if (rangeAndStep.length > 2) {
      throw new InvalidScheduleException(
          "%s\"%s\" has more than one slash; use one, as in 0-30/5".formatted(where, term));
    }
    // What follows "*-" is not looked at: neither does the library of CronJob.
    if (lowAndHigh.length > 2 && !star) {
      throw new InvalidScheduleException(
          "%s\"%s\" has more than one hyphen; separate ranges by commas, as in 1-5,10-15"
              .formatted(where, term));
    }
    long start = star ? field.min : value(lowAndHigh[0], term, field, where);
    long end =
        star
            ? field.max
            : lowAndHigh.length == 1 ? start : value(lowAndHigh[1], term, field, where);
    long step = 1;
    if (rangeAndStep.length == 2) {
      step = step(rangeAndStep[1], term, where);
      if (lowAndHigh.length == 1) {
        end = field.max;
      }
    }
    requireInRange(start, end, term, field, where);
    long bits = 0;
    for (long value = start; value <= end; value += Math.min(step, 64)) {
      bits |= 1L << value;
    }
    return new Values(bits, star && step == 1);
  }

  private static void requireInRange(long start, long end, String term, Field field, String where) {
    String inTerm = term.chars().allMatch(Character::isDigit) ? "" : " in \"" + term + "\"";
    if (start < field.min) {
      throw new InvalidScheduleException(
          "%s%d%s is below %d; use %s".formatted(where, start, inTerm, field.min, field.allowed));
    }
    if (Math.max(start, end) > field.max) {
      String remedy =
          field.equals(DAY_OF_WEEK) && end == 7 && start == 7
              ? "use 0 or SUN for Sunday"
              : "use " + field.allowed;
      throw new InvalidScheduleException(
          "%s%d%s is above %d; %s"
              .formatted(where, start > field.max ? start : end, inTerm, field.max, remedy));
    }
    if (start > end) {
      throw new InvalidScheduleException(
          "%s\"%s\" goes backwards; put the smaller value first, or write two ranges: %d-%d,%d-%d"
              .formatted(where, term, start, field.max, field.min, end));
    }
  }

  private static long value(String text, String term, Field field, String where) {
    int name = field.names.indexOf(text.toLowerCase(Locale.ROOT));
    if (name >= 0) {
      return (long) name + field.min;
    }
    return number(text, "%s\"%s\" is not a value; use %s".formatted(where, term, field.allowed));
  }

  private static long step(String text, String term, String where) {
    String message =
        "%s\"%s\" has no step of at least 1 after the slash; write one, as in */5"
            .formatted(where, term);
    long step = number(text, message);
    if (step == 0) {
      throw new InvalidScheduleException(message);
    }
    return step;
  }

  /** As Go's {@code strconv.Atoi} reads: a sign is allowed, other scripts' digits are not. */
  private static long number(String text, String message) {
    if (text.chars().anyMatch(c -> c > 'z')) {
      throw new InvalidScheduleException(message);
    }
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new InvalidScheduleException(message);
    }
    throw new InvalidScheduleException(message);
  }
}
