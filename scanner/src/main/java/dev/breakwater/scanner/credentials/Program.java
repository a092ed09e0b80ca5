package dev.breakwater.scanner.credentials;

import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that is asked for credentials: fixed arguments, the question on its standard input, the
 * answer on its standard output, all within a time. Its error output is thrown away, because nobody
 * knows what it says.
 *
 * @param command the program and its arguments
 * @param environment added to that of this process
 * @param timeout for the whole answer
 */
record Program(List<String> command, Map<String, String> environment, Duration timeout) {
  private static final int MAX_BYTES = 1 << 20;

  /**
   * What the program answered.
   *
   * @param status 0 when it succeeded
   * @param text all that it wrote
   */
  record Result(int status, Output text) {}

  /** Bytes that are not printed. */
  static final class Output {
    private final byte[] bytes;

    Output(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  Result ask(byte[] question) throws PullException {
    Process process = start();
    try {
      CompletableFuture<byte[]> output = new CompletableFuture<>();
      Thread.ofVirtual().name("credentials").start(() -> converse(process, question, output));
      byte[] bytes = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed("does not end");
      }
      return new Result(process.exitValue(), new Output(bytes));
    } catch (TimeoutException e) {
      throw failed("gave no answer in " + timeout.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      throw failed("gave no answer: " + String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start() throws PullException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return builder.start();
    } catch (IOException e) {
      throw failed("cannot be started");
    }
  }

  private static void converse(Process process, byte[] question, CompletableFuture<byte[]> output) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(question);
    } catch (IOException e) {
      // it may answer without reading the question
    }
    try (InputStream out = process.getInputStream()) {
      byte[] bytes = out.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        output.completeExceptionally(new IOException("more than 1 MiB"));
      }
      output.complete(bytes);
    } catch (IOException e) {
      output.completeExceptionally(e);
    }
  }

  private PullException failed(String problem) {
    return new PullException(
        PullFailure.CREDENTIALS_FAILED, "the program " + command.getFirst() + " " + problem);
  }
}
