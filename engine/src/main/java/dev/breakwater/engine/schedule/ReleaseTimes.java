package dev.breakwater.engine.schedule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * From the instant that a schedule names to the instant at which its run may start: first the end
 * of the blackout, then the spread.
 *
 * <p>The spread is a fixed fraction, by uid, of the jitter or of the time that is left until the
 * next blackout begins, whichever is shorter: so it never leads into a blackout, and a later
 * instant is never released before an earlier one.
 */
final class ReleaseTimes {
  /** A blackout that goes on for longer than this is said to have no end. */
  static final Duration FORESIGHT = Duration.ofDays(366);

  /** Bounds the work where windows of a minute follow each other without a gap. */
  private static final int MOST_WINDOWS = 100_000;

  private final List<Blackout> blackouts;
  private final ZoneId zone;
  private final Duration jitter;
  private final double fraction;

  ReleaseTimes(List<Blackout> blackouts, ZoneId zone, Duration jitter, String uid) {
    this.blackouts = blackouts;
    this.zone = zone;
    this.jitter = jitter;
    this.fraction = fraction(uid);
  }

  /**
   * When the run of {@code scheduled} may start, a whole second; empty if it is in a blackout whose
   * end cannot be foreseen.
   */
  Optional<Instant> of(Instant scheduled) {
    return endOfBlackout(scheduled).map(this::spread);
  }

  boolean isInBlackout(Instant at) {
    return blackouts.stream().anyMatch(blackout -> startOfWindowAt(blackout, at).isPresent());
  }

  private Instant spread(Instant free) {
    Duration room = jitter;
    for (Blackout blackout : blackouts) {
      Optional<Instant> next = blackout.schedule().next(free, zone);
      if (next.isPresent() && next.get().isBefore(free.plus(room))) {
        room = Duration.between(free, next.get());
      }
    }
    return free.plusSeconds((long) (room.toMillis() * fraction) / 1000);
  }

  /** {@code at} itself where it is in no blackout. */
  private Optional<Instant> endOfBlackout(Instant at) {
    Instant end = at;
    int windows = 0;
    for (boolean extended = true; extended; ) {
      extended = false;
      for (Blackout blackout : blackouts) {
        Optional<Instant> start = startOfWindowAt(blackout, end);
        while (start.isPresent()) {
          end = start.get().plus(blackout.duration());
          extended = true;
          if (++windows > MOST_WINDOWS || end.isAfter(at.plus(FORESIGHT))) {
            return Optional.empty();
          }
          start = startOfWindowAt(blackout, end);
        }
      }
    }
    return Optional.of(end);
  }

  private Optional<Instant> startOfWindowAt(Blackout blackout, Instant at) {
    return blackout
        .schedule()
        .next(at.minus(blackout.duration()), zone)
        .filter(start -> !start.isAfter(at));
  }

  /** A number in [0, 1) that is the same for a uid on every machine, and even over many uids. */
  private static double fraction(String uid) {
    long bits = ByteBuffer.wrap(sha256(uid)).getLong() >>> 11;
    return bits * 0x1.0p-53;
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
