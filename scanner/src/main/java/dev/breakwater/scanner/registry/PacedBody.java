package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.registry.RegistryOptions.Timeouts;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream that gives up on a sender who stalls or drips. The time in
 * which the reader does something else does not count. What waits to be read is bounded: the sender
 * is asked for more only as it is read.
 */
final class PacedBody extends InputStream implements BodySubscriber<InputStream> {
  private static final int AHEAD = 4;

  private sealed interface Event {
    record Bytes(List<ByteBuffer> buffers) implements Event {}

    record End() implements Event {}

    record Failed(Throwable cause) implements Event {}
  }

  private final Timeouts timeouts;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
  private final Deque<ByteBuffer> ready = new ArrayDeque<>();
  private long waited;
  private long gotWhileWaiting;
  private boolean ended;
  private volatile boolean closed;

  PacedBody(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription s) {
    subscription.set(s);
    if (closed) {
      s.cancel();
    } else {
      s.request(AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Event.Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    events.add(new Event.Failed(cause));
  }

  @Override
  public void onComplete() {
    events.add(new Event.End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      ByteBuffer next = ready.peek();
      if (next == null) {
        if (ended) {
          return -1;
        }
        await();
      } else if (next.hasRemaining()) {
        int count = Math.min(length, next.remaining());
        next.get(bytes, offset, count);
        return count;
      } else {
        ready.remove();
      }
    }
  }

  private void await() throws IOException {
    long start = System.nanoTime();
    Event event = poll();
    switch (event) {
      case null ->
          throw new PullException(
              PullFailure.TIMED_OUT,
              "nothing came for %d seconds".formatted(timeouts.stall().toSeconds()));
      case Event.Bytes(List<ByteBuffer> buffers) -> {
        ready.addAll(buffers);
        askForMore();
        pace(System.nanoTime() - start, buffers);
      }
      case Event.End end -> ended = true;
      case Event.Failed(Throwable cause) ->
          throw new IOException("the answer broke off: " + cause.getMessage(), cause);
    }
  }

  private @Nullable Event poll() throws InterruptedIOException {
    try {
      return events.poll(timeouts.stall().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading from a registry");
    }
  }

  private void pace(long nanos, List<ByteBuffer> buffers) throws PullException {
    waited += nanos;
    gotWhileWaiting += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (waited < timeouts.stall().toNanos()) {
      return;
    }
    long perSecond = gotWhileWaiting * TimeUnit.SECONDS.toNanos(1) / waited;
    if (perSecond < timeouts.bytesPerSecond()) {
      throw new PullException(
          PullFailure.TIMED_OUT,
          "only %d bytes came in a second, less than %d"
              .formatted(perSecond, timeouts.bytesPerSecond()));
    }
    waited = 0;
    gotWhileWaiting = 0;
  }

  private void askForMore() {
    Subscription s = subscription.get();
    if (s != null) {
      s.request(1);
    }
  }

  @Override
  public void close() {
    Subscription s = subscription.get();
    closed = true;
    if (!ended && s != null) {
      s.cancel();
    }
    // wakes a reader in another thread
    events.add(new Event.Failed(new IOException("it was closed")));
  }
}
