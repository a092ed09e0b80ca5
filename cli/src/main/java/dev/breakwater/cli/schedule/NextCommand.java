package dev.breakwater.cli.schedule;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.console.Json;
import dev.breakwater.engine.schedule.Cron;
import dev.breakwater.engine.schedule.InvalidScheduleException;
import dev.breakwater.engine.schedule.TimeZones;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the next instants of a schedule. */
@Command(
    name = "next",
    description = {
      "Prints the next instants of a schedule. A local time that a shift of the clock leaves out"
          + " does not occur that day, and one that it repeats occurs twice, as for a CronJob.",
      ""
    },
    footer = {
      "",
      "Exit status: 0, or 2 where the schedule, the zone or the instant is wrong.",
      "",
      "  breakwater schedule next \"0 2 * * *\" --time-zone Europe/Berlin -n 3",
      "  breakwater schedule next @daily --from 2026-03-28T00:00:00Z -o json"
    })
public final class NextCommand implements Callable<Integer> {
  private static final DateTimeFormatter PRINTED = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "CRON",
      description =
          "The schedule in CronJob's grammar, in quotes: \"0 2 * * 1-5\", @daily, \"@every 6h\".")
  private String expression = "";

  @Option(
      names = "--time-zone",
      paramLabel = "TZ",
      defaultValue = "UTC",
      description = "IANA name of the zone in which the schedule is read. Default: UTC.")
  private String timeZone = "UTC";

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      defaultValue = "",
      description =
          "Only instants later than this one, such as 2026-03-28T00:00:00Z. Default: now.")
  private String from = "";

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How many. Default: 5.")
  private int count = 5;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json: an array of instants with their offset. Default: text.")
  private Format format = Format.TEXT;

  /** How the instants are printed. */
  enum Format {
    TEXT,
    JSON
  }

  /** The command on that console. */
  public NextCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Cron cron = read("schedule", expression, Cron::parse);
    ZoneId zone = read("--time-zone", timeZone, TimeZones::parse);
    Instant start = start();
    if (count < 1) {
      throw wrong("-n: " + count + " is too small; give 1 or more");
    }
    List<String> instants = new ArrayList<>();
    Optional<Instant> next = next(cron, start, zone);
    while (next.isPresent() && instants.size() < count) {
      instants.add(PRINTED.format(next.get().atZone(zone)));
      next = instants.size() == count ? Optional.empty() : next(cron, next.get(), zone);
    }
    switch (format) {
      case TEXT -> instants.forEach(console.out()::println);
      case JSON ->
          Json.print(
              console.out(),
              json -> {
                json.writeStartArray();
                for (String instant : instants) {
                  json.writeString(instant);
                }
                json.writeEndArray();
              });
    }
    if (instants.size() < count) {
      console.say(
          "\"%s\" is %s within five years of %s"
              .formatted(
                  expression,
                  instants.isEmpty() ? "never due" : "not due again",
                  instants.isEmpty()
                      ? PRINTED.format(start.truncatedTo(ChronoUnit.SECONDS).atZone(zone))
                      : instants.getLast()));
    }
    return ExitStatus.CLEAN;
  }

  private Optional<Instant> next(Cron cron, Instant after, ZoneId zone) {
    try {
      return cron.next(after, zone);
    } catch (DateTimeException | ArithmeticException _) {
      throw wrong("--from: " + from + " is too far away; give an instant of this millennium");
    }
  }

  private Instant start() {
    if (from.isEmpty()) {
      return Instant.now();
    }
    try {
      return OffsetDateTime.parse(from).toInstant();
    } catch (DateTimeParseException _) {
      throw wrong(
          "--from: \"%s\" is no instant; write date, time and offset, as in 2026-03-28T00:00:00Z or 2026-03-28T01:00:00+01:00"
              .formatted(from));
    }
  }

  private <T> T read(String name, String value, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (InvalidScheduleException e) {
      throw wrong(name + ": " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
