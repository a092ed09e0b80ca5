package dev.breakwater.scanner.inflate;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;

/**
 * Zstandard (<a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>), frame by frame. A
 * frame whose window is larger than {@link #USUAL_WINDOW} waits until no other such frame is open,
 * because its window stays in memory; one larger than {@link #LARGEST_WINDOW} is not read.
 */
final class ZstdStream extends BlockStream {
  /** The window that every decoder must support (RFC 8878, 3.1.1.1.2). */
  static final long USUAL_WINDOW = 8L << 20;

  /** The largest window that {@code zstd --ultra} makes without {@code --long}. */
  static final long LARGEST_WINDOW = 128L << 20;

  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPABLE = 0x184d2a50;
  private static final int SKIPPABLE_MASK = 0xfffffff0;

  private final Input input;
  private final ByteBuffer source;
  private final Semaphore largeWindows;
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private boolean inFrame;
  private boolean large;
  private boolean closed;

  /**
   * {@code input} starts with the magic bytes.
   *
   * @param largeWindows one permit for each large window that may be open
   */
  ZstdStream(Input input, Semaphore largeWindows) {
    this.input = input;
    this.source = ByteBuffer.wrap(input.buffer());
    this.largeWindows = largeWindows;
    context.setLongMax(Long.numberOfTrailingZeros(LARGEST_WINDOW));
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer output = ByteBuffer.wrap(target, offset, length);
    while (true) {
      if (!inFrame) {
        if (!input.fill()) {
          return -1;
        }
        readHeader();
        inFrame = true;
      }
      boolean ended = decompress(output);
      inFrame = !ended;
      int count = output.position() - offset;
      if (count > 0) {
        return count;
      }
      if (inFrame && !input.fill()) {
        throw new MalformedException("zstd: the stream ends within a frame");
      }
    }
  }

  private boolean decompress(ByteBuffer output) throws IOException {
    int from = input.from();
    source.limit(from + input.available()).position(from);
    boolean ended;
    try {
      ended = context.decompressByteBufferStream(output, source);
    } catch (ZstdException e) {
      throw new MalformedException("zstd: " + e.getMessage());
    }
    input.consume(source.position() - from);
    return ended;
  }

  /** Looks at the window that the frame asks for; the decoder itself reads the header again. */
  private void readHeader() throws IOException {
    byte[] header = input.peek(14);
    long magic = number(header, 0, 4);
    if (((int) magic & SKIPPABLE_MASK) == SKIPPABLE) {
      return;
    }
    if ((int) magic != MAGIC) {
      throw new MalformedException("zstd: bytes that are not a frame follow the last frame");
    }
    long window = window(header);
    if (Long.compareUnsigned(window, LARGEST_WINDOW) > 0) {
      throw new LimitExceededException("bytes of a zstd window", LARGEST_WINDOW);
    }
    if (window > USUAL_WINDOW && !large) {
      large = true;
      largeWindows.acquireUninterruptibly();
    }
  }

  /** RFC 8878, 3.1.1.1: a single segment's window is its content, whose size is then written. */
  private static long window(byte[] header) throws MalformedException {
    int descriptor = (int) number(header, 4, 1);
    boolean single = (descriptor & 0x20) != 0;
    if (!single) {
      int window = (int) number(header, 5, 1);
      long base = 1L << (10 + (window >> 3));
      return base + (base >> 3) * (window & 7);
    }
    int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
    return switch (descriptor >> 6) {
      case 0 -> number(header, 5 + dictionary, 1);
      case 1 -> number(header, 5 + dictionary, 2) + 256;
      case 2 -> number(header, 5 + dictionary, 4);
      default -> number(header, 5 + dictionary, 8);
    };
  }

  private static long number(byte[] bytes, int at, int count) throws MalformedException {
    if (bytes.length < at + count) {
      throw new MalformedException("zstd: the stream ends within a frame's header");
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[at + i] & 0xffL) << (8 * i);
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      context.close();
      if (large) {
        largeWindows.release();
      }
      input.close();
    }
  }
}
