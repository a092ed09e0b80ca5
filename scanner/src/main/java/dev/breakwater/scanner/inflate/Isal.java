package dev.breakwater.scanner.inflate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.breakwater.scanner.limit.MalformedException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The functions of <a href="https://github.com/intel/isa-l">ISA-L</a> ({@code igzip_lib.h}) that
 * inflate, and where the fields of their {@code struct inflate_state} lie. Those places are not
 * part of the library's promise: {@link SelfTest} proves them before they are used.
 */
@SuppressWarnings("restricted") // its purpose is what is restricted: native functions
final class Isal {
  /** More than the 87,368 bytes of version 2.30, for the versions to come. */
  private static final int STATE = 2 * GuardedMemory.PAGE;

  /**
   * {@code ISAL_GZIP_NO_HDR_VER}: the library compares checksum and length. It does not read the
   * header: version 2.30 fails on one that is cut by the end of the input buffer.
   */
  private static final int GZIP_WITHOUT_HEADER = 6;

  private static final long NEXT_OUT = 0;
  private static final long AVAIL_OUT = 8;
  private static final long NEXT_IN = 16;
  private static final long AVAIL_IN = 32;
  private static final long BLOCK_STATE = 21_160;
  private static final long CRC_FLAG = 21_172;

  /** {@code ISAL_BLOCK_FINISH}. */
  private static final int FINISHED = 5;

  private final GuardedMemory memory;
  private final MethodHandle init;
  private final MethodHandle reset;
  private final MethodHandle inflate;

  private Isal(Linker linker, SymbolLookup library) {
    this.memory = new GuardedMemory(linker);
    FunctionDescriptor ofState = FunctionDescriptor.ofVoid(ADDRESS);
    this.init = linker.downcallHandle(library.findOrThrow("isal_inflate_init"), ofState);
    this.reset = linker.downcallHandle(library.findOrThrow("isal_inflate_reset"), ofState);
    this.inflate =
        linker.downcallHandle(
            library.findOrThrow("isal_inflate"), FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  /**
   * The library when it is there, on a machine whose layout it is known for; not yet tested.
   *
   * @param library a file name or path, such as {@code libisal.so.2}
   */
  static Optional<Isal> load(String library) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN || ADDRESS.byteSize() != 8) {
      return Optional.empty();
    }
    try {
      Linker linker = Linker.nativeLinker();
      return Optional.of(new Isal(linker, SymbolLookup.libraryLookup(library, Arena.global())));
    } catch (IllegalArgumentException
        | IllegalCallerException
        | NoSuchElementException
        | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** One stream's state and buffers, between guards. */
  final class Session implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state;
    private final MemorySegment in;
    private final MemorySegment out;

    Session(int inSize, int outSize) {
      MemorySegment[] blocks = memory.allocate(arena, STATE, inSize, outSize);
      state = blocks[0];
      in = blocks[1];
      out = blocks[2];
      call(init, state);
      state.set(JAVA_INT, CRC_FLAG, GZIP_WITHOUT_HEADER);
    }

    /**
     * Inflates what {@code input} has at hand into {@link #out}, and takes from it what was used.
     *
     * @return how many bytes were written
     * @throws MalformedException when the library finds an error
     */
    int inflate(Input input) throws MalformedException {
      int room = (int) out.byteSize();
      int given = input.available();
      MemorySegment.copy(MemorySegment.ofArray(input.buffer()), input.from(), in, 0, given);
      state.set(ADDRESS, NEXT_IN, in);
      state.set(JAVA_INT, AVAIL_IN, given);
      state.set(ADDRESS, NEXT_OUT, out);
      state.set(JAVA_INT, AVAIL_OUT, room);
      int result;
      try {
        result = (int) inflate.invokeExact(state);
      } catch (Throwable e) {
        throw new IllegalStateException("isal_inflate cannot be called", e);
      }
      if (result < 0) {
        throw new MalformedException("gzip: invalid member (ISA-L error %d)".formatted(result));
      }
      input.consume(given - Math.clamp(state.get(JAVA_INT, AVAIL_IN), 0, given));
      return room - Math.clamp(state.get(JAVA_INT, AVAIL_OUT), 0, room);
    }

    /** Whether the member was read to its end. */
    boolean finished() {
      return state.get(JAVA_INT, BLOCK_STATE) == FINISHED;
    }

    MemorySegment out() {
      return out;
    }

    /** Prepares for the next member. */
    void reset() {
      call(reset, state);
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  private static void call(MethodHandle function, MemorySegment state) {
    try {
      function.invokeExact(state);
    } catch (Throwable e) {
      throw new IllegalStateException("ISA-L cannot be called", e);
    }
  }
}
