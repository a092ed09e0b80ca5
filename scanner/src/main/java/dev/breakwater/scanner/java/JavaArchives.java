package dev.breakwater.scanner.java;

import dev.breakwater.scanner.analysis.Analyzer;
import dev.breakwater.scanner.analysis.FileEntry;
import dev.breakwater.scanner.analysis.Findings;
import dev.breakwater.scanner.analysis.Head;
import dev.breakwater.scanner.analysis.Interest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Java archives, {@code .jar}, {@code .war}, {@code .ear} and {@code .par}, and those inside. */
public final class JavaArchives implements Analyzer {

  private final Optional<JavaIndex> index;

  /** Reads archives without an index: what names itself nowhere is known by its file name. */
  public JavaArchives() {
    this(Optional.empty());
  }

  /** Reads archives with the help of an index, if there is one. */
  public JavaArchives(Optional<JavaIndex> index) {
    this.index = index;
  }

  @Override
  public String id() {
    return "java 1" + index.map(known -> " " + known.version()).orElse("");
  }

  @Override
  public Interest interest(FileEntry file, Head head) {
    return JavaArchive.isArchive(file.path())
        ? Interest.stream((entry, content, findings) -> read(content, entry.path(), findings))
        : Interest.NONE;
  }

  /**
   * Reads one archive in one pass: the packages, and as problems where its directory contradicts
   * its entries and what inside it could not be read.
   *
   * @param path of the file, without a leading slash
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}, or that of
   *     the stream or the index; what was found before is in {@code findings}
   */
  public void read(InputStream archive, String path, Findings findings) throws IOException {
    JavaArchive.read(archive, path, index, findings);
  }
}
