package dev.breakwater.operator.image;

import dev.breakwater.image.reference.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far the scan of each image is, and which one is next. A registry that fails is left alone for
 * a while, and so is an image; what was learned before stays in use.
 *
 * <p>Does nothing by itself and has no clock. Not safe for use by several threads.
 */
final class ScanStates {
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final Duration LAST_RETRY = Duration.ofHours(1);
  private static final Duration REGISTRY_FIRST = Duration.ofSeconds(30);
  private static final Duration REGISTRY_LAST = Duration.ofMinutes(30);

  /** How long what a tag named is believed. */
  private static final Duration TAG_AGAIN = Duration.ofHours(1);

  private final Map<Target, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Rest> resting = new HashMap<>();

  /** What was learned of an image. */
  record Known(Digest manifest, Instant firstSeen, Instant lastSuccess) {}

  /** Why the last attempt failed. */
  record Failure(String reason, String message, Instant lastAttempt, int attempts) {}

  /** How far one image is. Neither known nor failed: it is waiting for its first attempt. */
  record State(Optional<Known> known, Optional<Failure> failure) {}

  /** Something to read now. */
  record Job(Target target, List<Puller> pullers) {}

  /** How many images are in which state. */
  record Counts(int scanned, int pending, int failed) {}

  private record Rest(Instant until, int failures, String reason, String message) {}

  private static final class Entry {
    private final Set<Puller> pullers = new LinkedHashSet<>();
    private final Set<String> namespaces = new LinkedHashSet<>();
    private Optional<Known> known = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private boolean reading;
    private Instant due = Instant.MIN;
  }

  /** Takes over what an earlier process learned. */
  void remember(Target target, Known known) {
    Entry entry = new Entry();
    entry.known = Optional.of(known);
    entry.due = due(target, known);
    entries.put(target, entry);
  }

  /**
   * These images are used.
   *
   * @param again whether what failed is tried again at once
   */
  void want(Collection<ImageUse> uses, boolean again) {
    for (ImageUse use : uses) {
      Entry entry = entries.computeIfAbsent(use.target(), _ -> new Entry());
      entry.namespaces.add(use.namespace());
      boolean more = entry.pullers.add(use.puller());
      if (entry.failure.isPresent() && (again || more)) {
        entry.due = Instant.MIN;
      }
    }
  }

  /** Nothing but these images is used any more. */
  void retain(Set<Target> used) {
    entries
        .entrySet()
        .removeIf(entry -> !used.contains(entry.getKey()) && !entry.getValue().reading);
  }

  Optional<State> state(Target target) {
    return Optional.ofNullable(entries.get(target))
        .map(entry -> new State(entry.known, entry.failure));
  }

  /** Where the image is used. */
  Set<String> namespaces(Target target) {
    Entry entry = entries.get(target);
    return entry == null ? Set.of() : Set.copyOf(entry.namespaces);
  }

  /** What has been learned, for the next process. */
  Map<Target, Known> known() {
    Map<Target, Known> all = new LinkedHashMap<>();
    entries.forEach((target, entry) -> entry.known.ifPresent(known -> all.put(target, known)));
    return all;
  }

  /** How many of {@code targets} have been read, or have failed, since they were wanted. */
  int settled(Collection<Target> targets, Instant now) {
    return (int)
        targets.stream()
            .map(entries::get)
            .filter(entry -> entry == null || isSettled(entry, now))
            .count();
  }

  private static boolean isSettled(Entry entry, Instant now) {
    boolean attempted = entry.known.isPresent() || entry.failure.isPresent();
    return attempted && !entry.reading && entry.due.isAfter(now);
  }

  Counts counts() {
    int failed = (int) entries.values().stream().filter(e -> e.failure.isPresent()).count();
    int scanned =
        (int)
            entries.values().stream()
                .filter(e -> e.failure.isEmpty() && e.known.isPresent())
                .count();
    return new Counts(scanned, entries.size() - failed - scanned, failed);
  }

  /**
   * The image to read next, which counts as being read from now on; first what was never read.
   *
   * @param registryOf the registry that an image is pulled from
   */
  Optional<Job> next(Instant now, Function<Target, String> registryOf) {
    Optional<Map.Entry<Target, Entry>> found =
        entries.entrySet().stream()
            .filter(entry -> isDue(entry.getValue(), now))
            .filter(entry -> !isResting(registryOf.apply(entry.getKey()), now))
            .min(Comparator.comparing(entry -> entry.getValue().known.isPresent()));
    found.ifPresent(entry -> entry.getValue().reading = true);
    return found.map(entry -> new Job(entry.getKey(), List.copyOf(entry.getValue().pullers)));
  }

  private static boolean isDue(Entry entry, Instant now) {
    return !entry.reading && !entry.pullers.isEmpty() && !entry.due.isAfter(now);
  }

  private boolean isResting(String registry, Instant now) {
    Rest rest = resting.get(registry);
    return rest != null && rest.until().isAfter(now);
  }

  /**
   * Images that were not tried because their registry rests: they have failed, with its reason.
   *
   * @return those for which that is news
   */
  Set<Target> failResting(Instant now, Function<Target, String> registryOf) {
    Set<Target> news = new LinkedHashSet<>();
    entries.forEach(
        (target, entry) -> {
          Rest rest = resting.get(registryOf.apply(target));
          if (rest != null && rest.until().isAfter(now) && isDue(entry, now)) {
            if (entry.failure.isEmpty()) {
              news.add(target);
            }
            entry.failure =
                Optional.of(new Failure(rest.reason(), rest.message(), now, attempts(entry)));
            entry.due = rest.until();
          }
        });
    return news;
  }

  /** When the next image is due; empty when none ever is. */
  Optional<Instant> nextDue() {
    return entries.values().stream()
        .filter(entry -> !entry.reading && !entry.pullers.isEmpty())
        .map(entry -> entry.due)
        .filter(due -> due.isBefore(Instant.MAX))
        .min(Instant::compareTo);
  }

  /** The image was read. */
  void succeeded(Target target, Digest manifest, String registry, Instant now) {
    resting.remove(registry);
    Entry entry = entries.get(target);
    if (entry == null) {
      return;
    }
    Instant firstSeen =
        entry
            .known
            .filter(before -> before.manifest().equals(manifest))
            .map(Known::firstSeen)
            .orElse(now);
    Known known = new Known(manifest, firstSeen, now);
    entry.reading = false;
    entry.known = Optional.of(known);
    entry.failure = Optional.empty();
    entry.due = due(target, known);
  }

  private static Instant due(Target target, Known known) {
    return target.isMovable() ? known.lastSuccess().plus(TAG_AGAIN) : Instant.MAX;
  }

  /** What was learned is no longer there: the image is read again. */
  void lost(Target target) {
    Entry entry = entries.get(target);
    if (entry != null && !entry.reading) {
      entry.known = Optional.empty();
      entry.due = Instant.MIN;
    }
  }

  /** The image could not be read. */
  void failed(Target target, ReadFailure failure, String registry, Instant now) {
    if (failure.ofRegistry()) {
      int failures = resting.containsKey(registry) ? resting.get(registry).failures() + 1 : 1;
      Duration pause = doubled(REGISTRY_FIRST, failures, REGISTRY_LAST);
      Duration asked = failure.retryAfter().orElse(Duration.ZERO);
      resting.put(
          registry,
          new Rest(
              now.plus(asked.compareTo(pause) > 0 ? asked : pause),
              failures,
              failure.reason(),
              failure.message()));
    }
    Entry entry = entries.get(target);
    if (entry == null) {
      return;
    }
    int attempts = attempts(entry) + 1;
    entry.reading = false;
    entry.failure = Optional.of(new Failure(failure.reason(), failure.message(), now, attempts));
    entry.due = now.plus(doubled(FIRST_RETRY, attempts, LAST_RETRY));
  }

  private static int attempts(Entry entry) {
    return entry.failure.map(Failure::attempts).orElse(0);
  }

  private static Duration doubled(Duration first, int times, Duration last) {
    Duration doubled = first.multipliedBy(1L << Math.min(times - 1, 20));
    return doubled.compareTo(last) > 0 ? last : doubled;
  }

  /** All images that are looked after. */
  Set<Target> targets() {
    return entries.keySet().stream().collect(Collectors.toUnmodifiableSet());
  }
}
