package dev.breakwater.scanner.tar;

import static dev.breakwater.scanner.tar.TarHeader.BLOCK;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.tar.TarEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads an archive entry by entry: V7, ustar, pax and GNU, with the choices of Go's {@code
 * archive/tar}, which runtimes unpack layers with. Global extended headers are ignored, links have
 * no content whatever their size says, and two empty blocks, or the end of the stream between two
 * entries, end the archive.
 */
public final class TarReader {
  /** The most bytes of a long name or an extended header, as in Go. */
  private static final int LONGEST_EXTENSION = 1 << 20;

  /** More than any disk holds, less than what overflows. */
  private static final long LARGEST = 1L << 60;

  private final Window window;
  private final Content content;
  private final long mostHeaders;
  private long headers;
  private long padding;
  private boolean ended;

  /**
   * Reads {@code in}.
   *
   * @param mostHeaders how many headers there may be, extended ones included
   */
  public TarReader(InputStream in, long mostHeaders) {
    this.window = new Window(in);
    this.content = new Content(window);
    this.mostHeaders = mostHeaders;
  }

  /** The content of the entry that {@link #next()} gave last. */
  public Content content() {
    return content;
  }

  /**
   * The next entry; what was left of the one before is skipped. Empty at the end.
   *
   * @throws MalformedException when a header is damaged or the archive ends within an entry
   * @throws LimitExceededException when there are too many headers or one is too long
   * @throws IOException when the stream cannot be read
   */
  public Optional<TarEntry> next() throws IOException {
    Extensions extensions = new Extensions();
    while (!ended) {
      content.finish(padding);
      content.start(0);
      padding = 0;
      if (atEnd()) {
        ended = true;
        if (extensions.any) {
          throw new MalformedException("tar: the archive ends after an extended header");
        }
        break;
      }
      if (++headers > mostHeaders) {
        throw new LimitExceededException("headers of an archive", mostHeaders);
      }
      byte[] block = window.buffer();
      int from = window.from();
      TarHeader.verify(block, from);
      switch (TarHeader.type(block, from)) {
        case 'x' -> extensions.pax = pax(extension());
        case 'L' -> extensions.name = Optional.of(text(extension()));
        case 'K' -> extensions.linkTarget = Optional.of(text(extension()));
        case 'g' -> {
          begin(TarHeader.size(block, from));
          continue;
        }
        default -> {
          return Optional.of(entry(block, from, extensions));
        }
      }
      extensions.any = true;
    }
    return Optional.empty();
  }

  private boolean atEnd() throws IOException {
    int count = window.ensure(BLOCK);
    if (count == 0) {
      return true;
    }
    if (count < BLOCK) {
      throw new MalformedException("tar: the archive ends within a header");
    }
    if (!TarHeader.isEmpty(window.buffer(), window.from())) {
      return false;
    }
    int both = window.ensure(2 * BLOCK);
    if (both == 2 * BLOCK && !TarHeader.isEmpty(window.buffer(), window.from() + BLOCK)) {
      throw new MalformedException("tar: one empty block between two entries");
    }
    return true;
  }

  /** What came before an entry to say more about it. */
  private static final class Extensions {
    private boolean any;
    private PaxRecords pax = PaxRecords.NONE;
    private Optional<String> name = Optional.empty();
    private Optional<String> linkTarget = Optional.empty();
  }

  private TarEntry entry(byte[] block, int from, Extensions extensions) throws IOException {
    PaxRecords pax = extensions.pax;
    String name = extensions.name.or(pax::path).orElseGet(() -> TarHeader.name(block, from));
    byte type = TarHeader.type(block, from);
    Kind kind = pax.sparse() ? Kind.SPARSE_FILE : kind(type, name);
    int mode = TarHeader.mode(block, from);
    boolean hasContent = type != '1' && type != '2' && (type < '3' || type > '6');
    long size =
        !hasContent ? 0 : pax.size().isPresent() ? pax.size().get() : TarHeader.size(block, from);
    String linkTarget =
        type != '1' && type != '2'
            ? ""
            : extensions
                .linkTarget
                .or(pax::linkTarget)
                .orElseGet(() -> TarHeader.linkTarget(block, from));
    boolean extended = type == 'S' && block[from + 482] != 0;
    begin(size);
    while (extended) {
      if (window.ensure(BLOCK) < BLOCK || ++headers > mostHeaders) {
        throw new MalformedException("tar: the map of a sparse file does not end");
      }
      extended = window.buffer()[window.from() + 504] != 0;
      window.skip(BLOCK);
    }
    return new TarEntry(kind, name, kind == Kind.FILE ? size : 0, mode, linkTarget);
  }

  private static Kind kind(byte type, String name) {
    return switch (type) {
      case '0', '7' -> Kind.FILE;
      case 0 -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
      case '1' -> Kind.HARD_LINK;
      case '2' -> Kind.SYMBOLIC_LINK;
      case '5' -> Kind.FOLDER;
      case 'S' -> Kind.SPARSE_FILE;
      default -> Kind.OTHER;
    };
  }

  /** Leaves the header; what follows is content. */
  private void begin(long size) throws IOException {
    if (size > LARGEST) {
      throw new MalformedException("tar: content of %,d bytes".formatted(size));
    }
    window.skip(BLOCK);
    content.start(size);
    padding = -size & (BLOCK - 1);
  }

  private int extension() throws IOException {
    long size = TarHeader.size(window.buffer(), window.from());
    if (size > LONGEST_EXTENSION) {
      throw new LimitExceededException("bytes of an extended header", LONGEST_EXTENSION);
    }
    begin(size);
    content.view();
    return (int) size;
  }

  private String text(int size) {
    return TarHeader.text(window.buffer(), window.from(), size);
  }

  private PaxRecords pax(int size) throws MalformedException {
    return PaxRecords.parse(window.buffer(), window.from(), window.from() + size);
  }
}
