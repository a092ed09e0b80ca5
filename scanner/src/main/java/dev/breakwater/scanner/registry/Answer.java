package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.concurrent.atomic.AtomicBoolean;

/** What came back: status and headers, and the body that is still to be read. */
final class Answer implements AutoCloseable {
  private final int status;
  private final HttpHeaders headers;
  private final InputStream body;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Runs {@code release} once, when closed. */
  Answer(int status, HttpHeaders headers, InputStream body, Runnable release) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.release = release;
  }

  int status() {
    return status;
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  HttpHeaders headers() {
    return headers;
  }

  InputStream body() {
    return body;
  }

  /** The body; closing it closes this. */
  InputStream stream() {
    return new FilterInputStream(body) {
      @Override
      public void close() throws IOException {
        Answer.this.close();
      }
    };
  }

  /** The whole body, closing this. */
  byte[] bytes(int limit, String what) throws IOException {
    try (this) {
      byte[] bytes = body.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new PullException(
            PullFailure.TOO_LARGE, "%s has more than %,d bytes".formatted(what, limit));
      }
      return bytes;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      try {
        body.close();
      } finally {
        release.run();
      }
    }
  }
}
