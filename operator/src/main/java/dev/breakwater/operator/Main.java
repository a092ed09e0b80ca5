package dev.breakwater.operator;

import dev.breakwater.operator.runtime.ExitCode;
import dev.breakwater.operator.runtime.Settings;
import dev.breakwater.operator.runtime.Settings.InvalidSettingException;
import dev.breakwater.scanner.registry.Proxies;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator, and ends the process with a code that says why. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /** A pod is killed 30 s after it was asked to stop; ours promises to take less than ten. */
  private static final Duration GRACE = Duration.ofSeconds(9);

  private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

  private Main() {}

  /** Takes no arguments; see {@link Settings} for the environment. */
  public static void main(String[] arguments) {
    Runtime.getRuntime().halt(run().code());
  }

  private static ExitCode run() {
    // Before the first connection: else Java never tells a proxy a password.
    Proxies.allowPasswords();
    Settings settings;
    try {
      settings = Settings.from(System.getenv());
    } catch (InvalidSettingException e) {
      LOG.error(e.getMessage());
      return ExitCode.BAD_SETTINGS;
    }
    CompletableFuture<ExitCode> outcome = new CompletableFuture<>();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    // A signal ends the process as soon as its hooks have ended: this one lets the work below end
    // first.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  await(stopped, GRACE);
                  Runtime.getRuntime().halt(outcome.getNow(ExitCode.STOPPED).code());
                },
                "stop"));
    try (Breakwater breakwater =
        new Breakwater(
            settings,
            new KubernetesClientBuilder().build(),
            Clock.systemUTC(),
            code -> {
              outcome.complete(code);
              stop.countDown();
            })) {
      breakwater.start();
      await(stop, FOREVER);
    } catch (KubernetesClientException e) {
      LOG.error("the cluster is not ready", e);
      outcome.complete(ExitCode.CLUSTER_NOT_READY);
    } catch (RuntimeException e) {
      LOG.error("the operator has ended", e);
      outcome.complete(ExitCode.INTERNAL_ERROR);
    } finally {
      stopped.countDown();
    }
    return outcome.getNow(ExitCode.STOPPED);
  }

  private static void await(CountDownLatch latch, Duration atMost) {
    try {
      latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
