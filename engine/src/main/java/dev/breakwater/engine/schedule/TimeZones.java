package dev.breakwater.engine.schedule;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Time zones as a CronJob's {@code spec.timeZone} names them: names of the IANA database, in its
 * spelling.
 *
 * <p>As the API server does, this refuses the empty name, {@code Local} and offsets such as {@code
 * +02:00} or {@code GMT+2}; {@code Etc/GMT-2} is a name and stands for two hours east of UTC.
 */
public final class TimeZones {
  private static final Set<String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(name -> !name.startsWith("SystemV/"))
          .collect(Collectors.toUnmodifiableSet());

  /** Links of the IANA database that Java leaves out. */
  private static final Map<String, String> LINKS =
      Map.of(
          "EST", "America/Panama",
          "MST", "America/Phoenix",
          "HST", "Pacific/Honolulu",
          "ROC", "Asia/Taipei",
          "GMT+0", "Etc/GMT",
          "GMT-0", "Etc/GMT");

  private TimeZones() {}

  /**
   * The zone of that name.
   *
   * @throws InvalidScheduleException if the database has no such name
   */
  public static ZoneId parse(String name) {
    String known = LINKS.getOrDefault(name, name);
    if (NAMES.contains(known)) {
      return ZoneId.of(known);
    }
    if (name.isEmpty()) {
      throw new InvalidScheduleException(
          "\"\" is not a time zone; leave the field out for UTC, or use an IANA name such as"
              + " Europe/Berlin");
    }
    Optional<String> otherCase =
        NAMES.stream().filter(spelled -> spelled.equalsIgnoreCase(name)).sorted().findFirst();
    throw new InvalidScheduleException(
        otherCase.isPresent()
            ? "\"%s\" is not a time zone; names are case-sensitive, use %s"
                .formatted(name, otherCase.get())
            : "\"%s\" is not a time zone; use an IANA name such as Europe/Berlin, UTC or Etc/GMT-2"
                .formatted(name));
  }
}
