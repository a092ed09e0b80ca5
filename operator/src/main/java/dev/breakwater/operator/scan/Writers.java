package dev.breakwater.operator.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Does the work that mostly waits for the API server a few pieces at a time: one by one takes long
 * for thousands of reports, and many at once would keep the API server from everybody else.
 */
final class Writers implements AutoCloseable {
  private static final int AT_ONCE = 6;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final List<Future<?>> begun = new ArrayList<>();

  /**
   * Begins with {@code work} as soon as there is room for it.
   *
   * @throws CancellationException if the thread is interrupted
   */
  void begin(Runnable work) {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
    begun.add(
        threads.submit(
            () -> {
              try {
                work.run();
              } finally {
                free.release();
              }
            }));
  }

  /** Waits until everything has ended; throws what one of them threw. */
  @Override
  public void close() {
    threads.close();
    for (Future<?> work : begun) {
      if (work.state() == Future.State.FAILED) {
        switch (work.exceptionNow()) {
          case RuntimeException failure -> throw failure;
          case Error failure -> throw failure;
          case Throwable failure -> throw new IllegalStateException(failure);
        }
      }
    }
  }
}
