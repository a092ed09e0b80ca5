package dev.breakwater.scanner.inflate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Inflates gzip, Zstandard and plain bytes, told apart by the bytes and never by a media type. Gzip
 * goes through ISA-L where that is there, allowed and passes its test, else through the JDK.
 */
public final class Inflation {
  private static final String LIBRARY = "libisal.so.2";

  private final Optional<Isal> isal;
  private final Semaphore largeWindows = new Semaphore(1);

  private Inflation(Optional<Isal> isal) {
    this.isal = isal;
  }

  /**
   * The fastest that this machine offers.
   *
   * @param nativeCode whether ISA-L may be used; {@code --no-native} forbids it
   */
  public static Inflation fastest(boolean nativeCode) {
    return nativeCode ? with(LIBRARY) : new Inflation(Optional.empty());
  }

  static Inflation with(String library) {
    return new Inflation(Isal.load(library).filter(SelfTest::passes));
  }

  /** Whether gzip goes through ISA-L. */
  public boolean usesIsal() {
    return isal.isPresent();
  }

  /**
   * The plain bytes of {@code compressed}, which is closed with them. Reading them throws {@code
   * MalformedException} when the stream is damaged, continues with something else, or ends too
   * early, and {@code LimitExceededException} when Zstandard asks for a window of more than 128
   * MiB. The stream belongs to the thread that opened it.
   *
   * @throws IOException when the first bytes cannot be read
   */
  public InputStream open(InputStream compressed) throws IOException {
    Input input = new Input(compressed);
    byte[] magic = input.peek(4);
    if (isGzip(magic)) {
      return isal.isPresent() ? new IsalStream(input, isal.get()) : new GzipStream(input);
    }
    return isZstd(magic) ? new ZstdStream(input, largeWindows) : new PlainStream(input);
  }

  private static boolean isGzip(byte[] magic) {
    return magic.length >= 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
  }

  /** A frame, or a skippable frame, with which some writers start. */
  private static boolean isZstd(byte[] magic) {
    if (magic.length < 4) {
      return false;
    }
    boolean frame =
        magic[0] == 0x28 && magic[1] == (byte) 0xb5 && magic[2] == 0x2f && magic[3] == (byte) 0xfd;
    boolean skippable =
        (magic[0] & 0xf0) == 0x50 && magic[1] == 0x2a && magic[2] == 0x4d && magic[3] == 0x18;
    return frame || skippable;
  }
}
