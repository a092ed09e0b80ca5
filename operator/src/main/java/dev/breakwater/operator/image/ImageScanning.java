package dev.breakwater.operator.image;

import dev.breakwater.engine.imagescan.ImageScan;
import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.RunningImage;
import dev.breakwater.image.facts.ImageFacts;
import dev.breakwater.operator.image.ScanStates.Job;
import dev.breakwater.operator.image.ScanStates.Known;
import dev.breakwater.operator.image.ScanStates.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the images that are wanted, several at a time, and tells what is known of each. Safe for
 * use by several threads.
 */
public final class ImageScanning implements ImageScans, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImageScanning.class);

  /** How long what was learned may be unwritten. */
  private static final Duration UNWRITTEN = Duration.ofSeconds(5);

  private final ImageReader reader;
  private final Answers answers;
  private final Advisories advisories;
  private final Ledger ledger;
  private final Usage usage;
  private final Clock clock;
  private final Consumer<Set<String>> settled;
  private final ScanStates states = new ScanStates();
  private final Set<Target> news = new HashSet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread dispatcher =
      Thread.ofPlatform().daemon().name("images").unstarted(this::dispatch);
  private Options options = new Options(Duration.ofMinutes(10), 1);
  private Optional<Instant> unwritten = Optional.empty();
  private int reading;
  private boolean closed;

  /**
   * How much of the machine may be used.
   *
   * @param timeout for one image
   * @param parallelism how many images are read at a time
   */
  public record Options(Duration timeout, int parallelism) {}

  /** What is told of the images that are in use, so that their facts are kept. */
  interface Usage {
    void inUse(Collection<Known> known);
  }

  /** How far some images are. */
  public record Progress(int done, int total, int failed) {
    /** Whether the scan of each has ended, well or not. */
    public boolean isComplete() {
      return done == total;
    }
  }

  /**
   * Takes over {@code reader}; {@link #start()} begins to read.
   *
   * @param settled told the namespaces that use an image about which something new is known
   */
  ImageScanning(
      ImageReader reader,
      Assessments assessments,
      Advisories advisories,
      Ledger ledger,
      Usage usage,
      Clock clock,
      Consumer<Set<String>> settled) {
    this.reader = reader;
    this.answers = new Answers(assessments, advisories, clock);
    this.advisories = advisories;
    this.ledger = ledger;
    this.usage = usage;
    this.clock = clock;
    this.settled = settled;
  }

  /** Begins to read what is wanted. To be called once, by the leader. */
  public void start() {
    Map<Target, Known> remembered = ledger.read();
    locked(() -> remembered.forEach(states::remember));
    dispatcher.start();
  }

  /**
   * These images are to be scanned.
   *
   * @param again whether what failed is tried again at once
   */
  public void want(Collection<ImageUse> uses, Options options, boolean again) {
    locked(
        () -> {
          this.options = options;
          states.want(uses, again);
        });
  }

  /** Nothing but these images is used in the cluster any more. */
  public void retain(Collection<ImageUse> uses) {
    Set<Target> used = new HashSet<>();
    uses.forEach(use -> used.add(use.target()));
    Map<Target, Known> known =
        locked(
            () -> {
              states.retain(used);
              return states.known();
            });
    usage.inUse(known.values());
  }

  /** How far these images are. */
  public Progress progress(Collection<ImageUse> uses) {
    Set<Target> targets = new HashSet<>();
    uses.forEach(use -> targets.add(use.target()));
    Instant now = clock.instant();
    return locked(
        () ->
            new Progress(
                states.settled(targets, now),
                targets.size(),
                (int)
                    targets.stream()
                        .flatMap(target -> states.state(target).stream())
                        .filter(state -> state.failure().isPresent())
                        .count()));
  }

  /** Other advisories are in use, or more bases: something new may be known of every image. */
  void renewed() {
    locked(() -> tell(states.targets()));
  }

  /** The images of which something was learned since this was asked last. */
  public Set<Target> takeNews() {
    return locked(
        () -> {
          Set<Target> taken = Set.copyOf(news);
          news.clear();
          return taken;
        });
  }

  /** Gives back what {@link #takeNews} gave: it could not be used. */
  public void giveBack(Set<Target> taken) {
    locked(() -> news.addAll(taken));
  }

  @Override
  public Optional<ImageScan> of(String namespace, RunningImage image) {
    Target target = Target.of(namespace, image);
    Optional<State> state = locked(() -> states.state(target));
    return state.map(found -> answers.of(found, () -> locked(() -> states.lost(target))));
  }

  private void dispatch() {
    try {
      while (true) {
        Optional<Job> job = next();
        if (job.isEmpty()) {
          return;
        }
        Thread.ofVirtual().name("image").start(() -> read(job.get()));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the next image; empty when this was closed. */
  private Optional<Job> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        Instant now = clock.instant();
        write(now);
        tell(states.failResting(now, ImageScanning::registry));
        if (reading < options.parallelism()) {
          Optional<Job> job = states.next(now, ImageScanning::registry);
          if (job.isPresent()) {
            reading++;
            return job;
          }
        }
        changed.awaitNanos(pause(now));
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private long pause(Instant now) {
    Instant until = now.plus(Duration.ofMinutes(1));
    Optional<Instant> due = states.nextDue().filter(next -> next.isAfter(now));
    for (Optional<Instant> at : List.of(due, unwritten.map(w -> w.plus(UNWRITTEN)))) {
      until = at.filter(until::isAfter).orElse(until);
    }
    return Math.max(1, Duration.between(now, until).toNanos());
  }

  private static String registry(Target target) {
    try {
      return RegistryReader.named(target).registry();
    } catch (ReadFailure e) {
      return "";
    }
  }

  private void read(Job job) {
    Target target = job.target();
    String registry = registry(target);
    Duration timeout = locked(() -> options).timeout();
    try {
      ImageFacts facts = reader.read(target, job.pullers(), timeout);
      ended(target, () -> states.succeeded(target, facts.digest(), registry, clock.instant()));
    } catch (ReadFailure e) {
      LOG.atWarn()
          .addKeyValue("image", target.toString())
          .addKeyValue("reason", e.reason())
          .addKeyValue("error", e.message())
          .log("image not read");
      ended(target, () -> states.failed(target, e, registry, clock.instant()));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.atError().addKeyValue("image", target.toString()).setCause(e).log("image not read");
      ReadFailure failure = ReadFailure.ofImage("InternalError", e.toString());
      ended(target, () -> states.failed(target, failure, registry, clock.instant()));
    }
  }

  private void ended(Target target, Runnable outcome) {
    locked(
        () -> {
          reading--;
          outcome.run();
          unwritten = Optional.of(unwritten.orElse(clock.instant()));
          tell(Set.of(target));
        });
  }

  private void tell(Set<Target> targets) {
    Set<String> namespaces = new HashSet<>();
    for (Target target : targets) {
      news.add(target);
      namespaces.addAll(states.namespaces(target));
    }
    if (!namespaces.isEmpty()) {
      settled.accept(namespaces);
    }
  }

  /** The folder may be full or gone: then the next process looks everything up again. */
  private void write(Instant now) {
    boolean isDue =
        closed || unwritten.filter(since -> !since.plus(UNWRITTEN).isAfter(now)).isPresent();
    if (unwritten.isEmpty() || !isDue) {
      return;
    }
    unwritten = Optional.empty();
    try {
      ledger.write(states.known());
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("the list of known images not written");
    }
  }

  /** How many images are in which state. */
  ScanStates.Counts counts() {
    return locked(states::counts);
  }

  @Override
  public void close() {
    locked(
        () -> {
          closed = true;
          write(clock.instant());
        });
    dispatcher.interrupt();
    reader.close();
    advisories.close();
  }

  private void locked(Runnable change) {
    locked(
        () -> {
          change.run();
          changed.signal();
          return true;
        });
  }

  private <T> T locked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }
}
