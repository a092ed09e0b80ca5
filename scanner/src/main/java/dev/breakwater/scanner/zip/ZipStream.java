package dev.breakwater.scanner.zip;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.Inflater;

/**
 * Reads a zip in one pass from front to back: entries as they come, then the directory, which must
 * say the same. What stands before the first entry, such as a script that starts a jar, is skipped.
 */
public final class ZipStream {

  private static final long LOCAL = 0x04034B50;
  private static final long DIRECTORY = 0x02014B50;
  private static final long END = 0x06054B50;
  private static final long DESCRIPTOR = 0x08074B50;

  /** The length of the end without its comment. */
  private static final int END_SIZE = 22;

  private static final long UNKNOWN = Long.MAX_VALUE;

  /** So much is looked through at a time for the end of an entry. */
  private static final int LOOK = 16 << 10;

  /** The longest descriptor, with its signature. */
  private static final int DESCRIPTOR_SIZE = 24;

  private final ZipSource source;
  private final ZipBudget budget;
  private final Visitor visitor;
  private final Inflater inflater = new Inflater(true);
  private final ZipDirectory directory = new ZipDirectory();

  private ZipStream(InputStream in, ZipBudget budget, Visitor visitor) {
    this.source = new ZipSource(in);
    this.budget = budget;
    this.visitor = visitor;
  }

  /** What somebody wants of a zip. */
  public interface Visitor {
    /** Whether the content of the entry is wanted. */
    boolean wants(String name);

    /** Takes a wanted entry; it may leave any part of the content unread. */
    void entry(String name, InputStream content) throws IOException;
  }

  /**
   * Reads an outermost archive to its end.
   *
   * @param budget of a new archive
   * @return how its directory contradicts its entries; empty for an honest zip
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}, or that of
   *     the stream or the visitor
   */
  public static List<String> read(InputStream zip, ZipBudget budget, Visitor visitor)
      throws IOException {
    return readNested(
        new InputStream() {
          @Override
          public int read() throws IOException {
            int value = zip.read();
            budget.countCompressed(value < 0 ? 0 : 1);
            return value;
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            int count = zip.read(target, from, length);
            budget.countCompressed(Math.max(0, count));
            return count;
          }
        },
        budget,
        visitor);
  }

  /**
   * Reads an archive inside another one to its end.
   *
   * @param budget of the outermost archive
   * @return how its directory contradicts its entries; empty for an honest zip
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}, or that of
   *     the stream or the visitor
   */
  public static List<String> readNested(InputStream zip, ZipBudget budget, Visitor visitor)
      throws IOException {
    ZipStream stream = new ZipStream(zip, budget, visitor);
    try {
      return stream.read();
    } finally {
      stream.inflater.end();
    }
  }

  private List<String> read() throws IOException {
    boolean atEnd = false;
    while (!atEnd) {
      long signature = nextSignature();
      source.advance(4);
      if (signature == LOCAL) {
        budget.countEntry();
        entry(ZipHeader.local(source));
      } else if (signature == DIRECTORY) {
        budget.countEntry();
        directory.named(ZipHeader.ofDirectory(source));
      } else {
        end();
        atEnd = true;
      }
    }
    return directory.differences();
  }

  /** Skips to the next of the three signatures that matter. */
  private long nextSignature() throws IOException {
    while (true) {
      int there = source.peek(4096);
      if (there < 4) {
        throw new MalformedException(
            "zip: ends at byte %,d without its directory".formatted(source.offset() + there));
      }
      for (int at = 0; at + 4 <= there; at++) {
        if (source.visible(at) == 'P') {
          long signature = source.visible32(at);
          if (signature == LOCAL || signature == DIRECTORY || signature == END) {
            source.advance(at);
            return signature;
          }
        }
      }
      source.advance(there - 3);
    }
  }

  private void entry(ZipHeader header) throws IOException {
    boolean wanted = visitor.wants(header.name()) && !header.isEncrypted();
    boolean readable = header.method() == ZipHeader.DEFLATED || header.method() == ZipHeader.STORED;
    boolean endsItself = header.hasDescriptor() && header.method() == ZipHeader.DEFLATED;
    if (header.hasDescriptor() && !endsItself && header.compressed() == 0 && !isDescribed(0, 0)) {
      throw new MalformedException("zip: nothing tells where %s ends".formatted(header.name()));
    }
    if (endsItself && header.isEncrypted()) {
      throw new MalformedException("zip: %s is encrypted".formatted(header.name()));
    }
    if (endsItself && !wanted) {
      directory.entry(descriptor(header, passOver(header), UNKNOWN));
      return;
    }
    if (!endsItself && !(wanted && readable)) {
      source.skip(header.compressed());
      directory.entry(
          header.hasDescriptor() ? descriptor(header, header.compressed(), header.size()) : header);
      return;
    }
    ZipContent content =
        new ZipContent(
            source,
            inflater,
            header.method() == ZipHeader.DEFLATED,
            endsItself ? UNKNOWN : header.compressed(),
            budget);
    if (wanted) {
      visitor.entry(header.name(), content);
    }
    content.drain();
    ZipHeader seen =
        header.hasDescriptor() ? descriptor(header, content.taken(), content.given()) : header;
    directory.entry(seen);
    if (!endsItself && content.taken() < header.compressed()) {
      source.skip(header.compressed() - content.taken());
    }
    if (seen.checkSum() != content.checkSum()
        || seen.size() != content.given()
        || seen.compressed() != content.taken()) {
      directory.differs("the content of %s is not what its header says".formatted(seen.name()));
    }
  }

  /**
   * Skips a deflated entry that ends itself, without inflating it, which would be most of the work
   * on a jar. Its end is where a descriptor follows that names just as many compressed bytes as
   * were passed. One that was planted earlier makes a difference to the directory.
   *
   * @return how many bytes there were
   */
  private long passOver(ZipHeader header) throws IOException {
    long passed = 0;
    for (int from = 0; ; from = DESCRIPTOR_SIZE) {
      int there = source.peek(LOOK);
      int last = there - DESCRIPTOR_SIZE;
      for (int at = source.find('P', from, last); at < last; at = source.find('P', at + 1, last)) {
        int end = endBy(at, passed);
        if (end >= 0) {
          source.advance(end);
          return passed + end;
        }
      }
      if (there < LOOK) {
        throw new MalformedException("zip: %s has no end".formatted(header.name()));
      }
      source.advance(last - DESCRIPTOR_SIZE);
      passed += last - DESCRIPTOR_SIZE;
    }
  }

  /**
   * Where the content ends when the descriptor's signature is here, or, for a descriptor without
   * one, the signature of the next header; -1 when it does not end there.
   */
  private int endBy(int at, long passed) {
    long signature = source.visible32(at);
    if (signature == DESCRIPTOR && isSize(at + 8, passed + at)) {
      return at;
    }
    if (signature == LOCAL || signature == DIRECTORY) {
      for (int length : new int[] {12, 20}) {
        int end = at - length;
        if (end >= 0 && isSize(end + 4, passed + end)) {
          return end;
        }
      }
    }
    return -1;
  }

  private boolean isSize(int at, long size) {
    return source.visible32(at) == size || source.visible64(at) == size;
  }

  /**
   * Takes what follows the content: with or without a signature, with short or wide sizes. Which of
   * them it is only the values tell.
   *
   * @param size of the inflated content, or UNKNOWN when nobody inflated it
   */
  private ZipHeader descriptor(ZipHeader header, long compressed, long size) throws IOException {
    int there = source.peek(28);
    int start = there >= 4 && source.visible32(0) == DESCRIPTOR ? 4 : 0;
    if (there < start + 12) {
      throw new MalformedException("zip: ends after %s".formatted(header.name()));
    }
    long checkSum = source.visible32(start);
    boolean wide =
        there >= start + 20
            && source.visible64(start + 4) == compressed
            && (size == UNKNOWN
                ? !isSignature(start + 12, there)
                : source.visible64(start + 12) == size);
    boolean ambiguous = wide && size == 0 && source.visible32(start + 8) == 0;
    if (wide && !(ambiguous && isSignature(start + 12, there))) {
      source.advance(start + 20);
      return header.described(checkSum, compressed, size);
    }
    long shortCompressed = source.visible32(start + 4);
    long shortSize = source.visible32(start + 8);
    source.advance(start + 12);
    return header.described(checkSum, shortCompressed, shortSize);
  }

  private boolean isSignature(int ahead, int there) {
    return there >= ahead + 4
        && (source.visible32(ahead) == LOCAL || source.visible32(ahead) == DIRECTORY);
  }

  private boolean isDescribed(long compressed, long size) throws IOException {
    return source.peek(16) >= 16
        && source.visible32(0) == DESCRIPTOR
        && source.visible32(8) == compressed
        && source.visible32(12) == size;
  }

  /** Another end behind the end is what a program that looks from behind would find first. */
  private void end() throws IOException {
    source.skip(END_SIZE - 6);
    source.skip(source.u16());
    while (true) {
      int there = source.peek(4096);
      for (int at = 0; at + 4 <= there; at++) {
        if (source.visible(at) == 'P' && source.visible32(at) == END) {
          directory.differs("a second end at byte %,d".formatted(source.offset() + at));
        }
      }
      if (there < 4096) {
        source.advance(there);
        return;
      }
      source.advance(there - 3);
    }
  }
}
