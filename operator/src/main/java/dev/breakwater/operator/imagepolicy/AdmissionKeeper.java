package dev.breakwater.operator.imagepolicy;

import dev.breakwater.operator.imagepolicy.AdmissionState.Conflicted;
import dev.breakwater.operator.imagepolicy.AdmissionState.Installed;
import dev.breakwater.operator.imagepolicy.AdmissionState.Installing;
import dev.breakwater.operator.imagepolicy.AdmissionState.NotInstalled;
import dev.breakwater.operator.imagepolicy.AdmissionState.Settling;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an {@link AdmissionInstaller} from time to time, on one thread of its own. */
public final class AdmissionKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdmissionKeeper.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final AdmissionInstaller installer;
  private final Runnable onChange;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("admission-policies").unstarted(this::run);
  private volatile AdmissionState state = new Installing();

  /**
   * @param onChange told, on the keeper's thread, when {@link #state()} has changed
   */
  public AdmissionKeeper(AdmissionInstaller installer, Runnable onChange) {
    this.installer = installer;
    this.onChange = onChange;
  }

  /** Begins at once. To be called once, by the leader. */
  public void start() {
    thread.start();
  }

  /** How far the admission policies are in effect; {@link Installing} before the first look. */
  public AdmissionState state() {
    return state;
  }

  /** Stops looking after the admission policies; they stay. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }

  private void run() {
    try {
      Duration pause = look();
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = look();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration look() {
    try {
      AdmissionState now = installer.ensure();
      if (!now.equals(state)) {
        state = now;
        LOG.atInfo().addKeyValue("state", now).log("admission policies looked after");
        onChange.run();
      }
      return pauseAfter(now);
    } catch (RuntimeException e) {
      // one failed look must not end the looking; the state is as it was
      if (closed.getCount() > 0) {
        LOG.atWarn()
            .addKeyValue("error", e.getMessage())
            .log("admission policies could not be looked after");
      }
      return AFTER_FAILURE;
    }
  }

  private static Duration pauseAfter(AdmissionState state) {
    return switch (state) {
      case Installing installing -> Duration.ofSeconds(1);
      case Settling settling -> Duration.ofSeconds(10);
      case NotInstalled notInstalled -> Duration.ofSeconds(10);
      case Installed installed -> Duration.ofMinutes(1);
      case Conflicted conflicted -> Duration.ofMinutes(1);
    };
  }
}
