package dev.breakwater.scanner.layer;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import dev.breakwater.scanner.analysis.Scratch;
import dev.breakwater.scanner.database.DatabaseGoneException;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.TimeLimitException;
import dev.breakwater.scanner.tar.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Hands the content of one file to all that want it, each in the way it wants it: from the buffer
 * that it lies in, straight from the stream when only one wants that, else from scratch space. What
 * a reader throws becomes a problem of the file, unless the bytes themselves stopped coming or a
 * database went away.
 */
final class Dispatch {
  /** Up to so many bytes several readers share the buffer; more go to scratch space. */
  private static final int SHARED = 4 << 20;

  private final Scratch scratch;
  private final BooleanSupplier sourceFailed;
  private final List<Answer> answers = new ArrayList<>();

  private record Answer(Interest interest, FileEntry file, Findings findings) {}

  /**
   * For one layer.
   *
   * @param sourceFailed whether what is thrown is nobody's fault but the source's
   */
  Dispatch(Scratch scratch, BooleanSupplier sourceFailed) {
    this.scratch = scratch;
    this.sourceFailed = sourceFailed;
  }

  /** Whether {@code analyzer} wants {@code file}; remembered for {@link #serve}. */
  boolean ask(Analyzer analyzer, FileEntry file, Head head, Findings findings) {
    Interest interest;
    try {
      interest = analyzer.interest(file, head);
    } catch (RuntimeException e) {
      findings.add(failed(file, e));
      return true;
    }
    long most =
        switch (interest) {
          case Interest.None() -> -1;
          case Interest.Entry entry -> Long.MAX_VALUE;
          case Interest.Stream stream -> Long.MAX_VALUE;
          case Interest.View view -> view.limit();
          case Interest.Segment segment -> segment.limit();
        };
    if (most < 0) {
      return false;
    }
    if (file.size() > most) {
      findings.add(
          new Problem(
              Problem.Kind.LIMIT,
              file.path(),
              "not read by %s: more than %,d bytes".formatted(analyzer.id(), most)));
      return true;
    }
    answers.add(new Answer(interest, file, findings));
    return true;
  }

  /** Whether {@code analyzer} would read the content of {@code file}. */
  static boolean wouldRead(Analyzer analyzer, FileEntry file, Head head) {
    try {
      return switch (analyzer.interest(file, head)) {
        case Interest.None() -> false;
        case Interest.Entry entry -> false;
        case Interest.View view -> file.size() <= view.limit();
        case Interest.Stream stream -> true;
        case Interest.Segment segment -> file.size() <= segment.limit();
      };
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Lets all that were interested read. */
  void serve(Content content) throws IOException {
    if (answers.isEmpty()) {
      return;
    }
    boolean view = false;
    int readers = 0;
    Answer last = answers.getFirst();
    for (Answer answer : answers) {
      if (!(answer.interest() instanceof Interest.Entry)) {
        readers++;
        last = answer;
        view |= answer.interest() instanceof Interest.View;
      }
    }
    boolean small = content.size() <= SHARED;
    boolean random = last.interest() instanceof Interest.Segment;
    try {
      if (view || (small && (readers > 1 || random))) {
        int from = content.view();
        MemorySegment bytes = MemorySegment.ofArray(content.buffer()).asSlice(from, content.size());
        for (Answer answer : answers) {
          readView(answer, content.buffer(), from, bytes);
        }
      } else if (readers > 1 || random) {
        try (Scratch.Stored stored = scratch.store(content.stream(), content.size())) {
          for (Answer answer : answers) {
            readSegment(answer, stored.bytes());
          }
        }
      } else {
        for (Answer answer : answers) {
          readStream(answer, content);
        }
      }
    } catch (LimitExceededException e) {
      rethrowIfSourceFailed(e);
      last.findings().add(new Problem(Problem.Kind.LIMIT, last.file().path(), message(e)));
    } finally {
      answers.clear();
    }
  }

  private void readView(Answer answer, byte[] buffer, int from, MemorySegment bytes)
      throws IOException {
    int size = (int) bytes.byteSize();
    FileEntry file = answer.file();
    Findings findings = answer.findings();
    guarded(
        answer,
        () -> {
          switch (answer.interest()) {
            case Interest.None() -> {}
            case Interest.Entry entry -> entry.reader().read(file, findings);
            case Interest.View view ->
                view.reader().read(file, buffer, from, from + size, findings);
            case Interest.Stream stream ->
                stream.reader().read(file, new ByteArrayInputStream(buffer, from, size), findings);
            case Interest.Segment segment ->
                segment.reader().read(file, bytes.asReadOnly(), findings);
          }
        });
  }

  private void readSegment(Answer answer, MemorySegment bytes) throws IOException {
    FileEntry file = answer.file();
    Findings findings = answer.findings();
    guarded(
        answer,
        () -> {
          switch (answer.interest()) {
            case Interest.None() -> {}
            case Interest.View view -> throw new IllegalStateException("a view is in the buffer");
            case Interest.Entry entry -> entry.reader().read(file, findings);
            case Interest.Stream stream ->
                stream.reader().read(file, new SegmentStream(bytes), findings);
            case Interest.Segment segment ->
                segment.reader().read(file, bytes.asReadOnly(), findings);
          }
        });
  }

  private void readStream(Answer answer, Content content) throws IOException {
    FileEntry file = answer.file();
    Findings findings = answer.findings();
    guarded(
        answer,
        () -> {
          if (answer.interest() instanceof Interest.Entry entry) {
            entry.reader().read(file, findings);
          } else if (answer.interest() instanceof Interest.Stream stream) {
            stream.reader().read(file, content.stream(), findings);
          }
        });
  }

  private interface Reading {
    void run() throws IOException;
  }

  /** Nothing that hostile bytes provoke in a reader may end the scan. */
  private void guarded(Answer answer, Reading reading) throws IOException {
    try {
      reading.run();
    } catch (IOException e) {
      rethrowIfSourceFailed(e);
      Problem.Kind kind =
          e instanceof LimitExceededException ? Problem.Kind.LIMIT : Problem.Kind.MALFORMED;
      answer.findings().add(new Problem(kind, answer.file().path(), message(e)));
    } catch (RuntimeException | StackOverflowError e) {
      answer.findings().add(failed(answer.file(), e));
    }
  }

  private void rethrowIfSourceFailed(IOException e) throws IOException {
    if (sourceFailed.getAsBoolean()
        || e instanceof TimeLimitException
        || e instanceof DatabaseGoneException) {
      throw e;
    }
  }

  private static Problem failed(FileEntry file, Throwable e) {
    return new Problem(
        Problem.Kind.MALFORMED, file.path(), "cannot be read: " + e.getClass().getSimpleName());
  }

  private static String message(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
