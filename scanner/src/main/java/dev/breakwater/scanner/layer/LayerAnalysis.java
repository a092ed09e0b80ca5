package dev.breakwater.scanner.layer;

import dev.breakwater.image.facts.Problem;
import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.Scratch;
import dev.breakwater.scanner.inflate.Inflation;
import dev.breakwater.scanner.limit.Deadline;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.Limits;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Reads layers, several at a time, each in one pass. */
public final class LayerAnalysis {
  private final List<Analyzer> analyzers;
  private final SystemFiles systemFiles;
  private final Scratch scratch;
  private final Inflation inflation;
  private final Limits limits;

  /**
   * An analysis by {@code analyzers}.
   *
   * @param scratch for what needs random access
   * @param inflation how layers are inflated
   * @param limits what is too much
   */
  public LayerAnalysis(
      List<Analyzer> analyzers, Scratch scratch, Inflation inflation, Limits limits) {
    this.analyzers = List.copyOf(analyzers);
    this.systemFiles = new SystemFiles(analyzers);
    this.scratch = scratch;
    this.inflation = inflation;
    this.limits = limits;
  }

  /** The packed bytes of a layer. */
  @FunctionalInterface
  public interface Blob {
    /** Opens them from the start; once, or twice when hard links demand it. */
    InputStream open() throws IOException;
  }

  /**
   * What a layer says. All of its bytes are read, whatever is in them, so that a stream that
   * verifies them has done so when this returns.
   *
   * @throws IOException when the bytes cannot be had, are not the right ones, or time is up;
   *     damaged or hostile content is a problem in the facts instead
   */
  public LayerFacts analyze(Blob blob, Deadline deadline) throws IOException {
    LayerCollector layer = new LayerCollector(limits);
    Failures failures = new Failures();
    Dispatch dispatch = new Dispatch(scratch, failures::sourceFailed);
    LayerReader reader = new LayerReader(analyzers, systemFiles, limits, layer, dispatch);
    read(blob, deadline, failures, layer, reader::read);
    if (reader.wantsMore()) {
      read(blob, deadline, failures, layer, reader::readAgain);
    }
    return layer.finish();
  }

  /**
   * What an unpacked file system says, as if it were one layer. Symbolic links are not followed.
   *
   * @throws IOException when the folder itself cannot be read, or time is up
   */
  public LayerFacts analyze(Path root, Deadline deadline) throws IOException {
    LayerCollector layer = new LayerCollector(limits);
    Dispatch dispatch = new Dispatch(scratch, () -> false);
    LayerReader reader = new LayerReader(analyzers, systemFiles, limits, layer, dispatch);
    new FolderReader(root, layer, reader, limits, deadline).read();
    return layer.finish();
  }

  private interface Pass {
    void read(TarReader tar) throws IOException;
  }

  /** Whose fault an exception is, over both passes. */
  private static final class Failures {
    private List<SourceStream> sources = List.of();

    boolean sourceFailed() {
      return sources.stream().anyMatch(SourceStream::failed);
    }
  }

  private void read(
      Blob blob, Deadline deadline, Failures failures, LayerCollector layer, Pass pass)
      throws IOException {
    try (InputStream raw = blob.open()) {
      SourceStream source = new SourceStream(raw, deadline);
      failures.sources = List.of(source);
      try (InputStream inflated = inflation.open(source)) {
        BoundedStream bounded = new BoundedStream(inflated, source, limits);
        pass.read(new TarReader(bounded, limits.headers()));
        drain(bounded);
      } catch (LimitExceededException e) {
        rethrowIfFailed(source, e);
        layer.cut(String.valueOf(e.getMessage()));
      } catch (MalformedException e) {
        rethrowIfFailed(source, e);
        layer.add(new Problem(Problem.Kind.MALFORMED, "", String.valueOf(e.getMessage())));
      }
      drain(source);
    }
  }

  private static void rethrowIfFailed(SourceStream source, IOException e) throws IOException {
    if (source.failed()) {
      throw e;
    }
  }

  /**
   * What follows the archive is padding, but a stream that is cut there is damaged all the same.
   */
  private static void drain(InputStream rest) throws IOException {
    byte[] buffer = new byte[64 << 10];
    int read = 0;
    while (read >= 0) {
      read = rest.read(buffer, 0, buffer.length);
    }
  }
}
