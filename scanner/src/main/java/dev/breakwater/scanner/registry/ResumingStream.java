package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.source.Descriptor;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * A blob that is asked for again, from where it broke, as long as it gets on. What a registry sends
 * the second time need not fit to the first: the digest over the whole decides.
 */
final class ResumingStream extends InputStream {
  private static final int MAX_FAILURES = 5;

  /** So much progress, and earlier failures are forgotten. */
  private static final long PROGRESS = 1 << 20;

  /** Asks for the blob from an offset on. */
  @FunctionalInterface
  interface Opener {
    Answer open(long offset) throws IOException;
  }

  private final Opener opener;
  private final Descriptor blob;
  private Answer answer;
  private long position;
  private long resumedAt;
  private int failures;

  private ResumingStream(Opener opener, Descriptor blob, Answer answer) {
    this.opener = opener;
    this.blob = blob;
    this.answer = answer;
  }

  static ResumingStream open(Opener opener, Descriptor blob) throws IOException {
    return new ResumingStream(opener, blob, opener.open(0));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      try {
        int count = answer.body().read(bytes, offset, length);
        if (count >= 0) {
          position += count;
          return count;
        }
        if (position >= blob.size() || endsWhereItSaid()) {
          return -1;
        }
        resume(new PullException(PullFailure.UNREACHABLE, at("the answer ended")));
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  /** An answer that is whole and too short will not be longer the next time. */
  private boolean endsWhereItSaid() {
    return !answer.header("Content-Length").isEmpty()
        || !answer.header("Transfer-Encoding").isEmpty();
  }

  private void resume(IOException cause) throws IOException {
    answer.close();
    failures = position - resumedAt >= PROGRESS ? 1 : failures + 1;
    if (failures > MAX_FAILURES) {
      throw cause instanceof PullException pull ? pull : broken(cause);
    }
    resumedAt = position;
    answer = opener.open(position);
    if (answer.status() == 206) {
      String range = answer.header("Content-Range");
      if (!range.startsWith("bytes " + position + "-")) {
        answer.close();
        throw new PullException(
            PullFailure.REGISTRY_ERROR, at("the registry resumes at another place"));
      }
    } else {
      // the registry knows no ranges: the same again, from the start
      skip();
    }
  }

  private void skip() throws IOException {
    try {
      answer.body().skipNBytes(position);
    } catch (IOException e) {
      throw e instanceof PullException ? e : broken(e);
    }
  }

  private PullException broken(IOException cause) {
    PullException broken =
        new PullException(PullFailure.UNREACHABLE, at(String.valueOf(cause.getMessage())));
    broken.initCause(cause);
    return broken;
  }

  private String at(String problem) {
    return "blob %s at byte %d of %d: %s".formatted(blob.digest(), position, blob.size(), problem);
  }

  @Override
  public void close() throws IOException {
    answer.close();
  }
}
