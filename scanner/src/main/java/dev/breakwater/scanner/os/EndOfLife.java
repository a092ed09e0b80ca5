package dev.breakwater.scanner.os;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.image.facts.OperatingSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Until when the releases of distributions get fixes, from the table {@code end-of-life.tsv}: its
 * head names the page of each distribution that the days are from, and what they were compared
 * with.
 */
public final class EndOfLife {

  private static final Map<String, LocalDate> DAYS = load();

  private EndOfLife() {}

  /**
   * The last day on which the release got, or will get, fixes that everybody gets.
   *
   * @return empty when it rolls, when its end is not announced, and when it is not known
   */
  public static Optional<LocalDate> of(OperatingSystem system) {
    return switch (system.family()) {
      // a service pack says nothing about the next one
      case "sles", "slem", "opensuse-leap" -> day(system.family(), system.version());
      case "amazon" -> day("amazon", amazon(system.version()));
      default ->
          nearest(system.family(), system.stream().isEmpty() ? system.version() : system.stream());
    };
  }

  /** {@code 3.19.1} has the end of {@code 3.19}, {@code 12.5} that of {@code 12}. */
  private static Optional<LocalDate> nearest(String family, String version) {
    String release = version;
    Optional<LocalDate> day = day(family, release);
    for (int dot = release.lastIndexOf('.');
        day.isEmpty() && dot > 0;
        dot = release.lastIndexOf('.')) {
      release = release.substring(0, dot);
      day = day(family, release);
    }
    return day;
  }

  /** {@code 2 (Karoo)} is 2, {@code 2023.6.20241212 (Amazon Linux)} is 2023, all else is 1. */
  private static String amazon(String version) {
    String release = version.split("[ .]", 2)[0];
    return switch (release) {
      case "2", "2022", "2023" -> release;
      default -> "1";
    };
  }

  private static Optional<LocalDate> day(String family, String release) {
    return Optional.ofNullable(DAYS.get(family + "\t" + release));
  }

  private static Map<String, LocalDate> load() {
    Map<String, LocalDate> days = new HashMap<>();
    try (InputStream table =
        Objects.requireNonNull(EndOfLife.class.getResourceAsStream("end-of-life.tsv"))) {
      new String(table.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                int tab = line.lastIndexOf('\t');
                days.put(line.substring(0, tab), LocalDate.parse(line.substring(tab + 1)));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(days);
  }
}
