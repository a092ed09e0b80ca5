package dev.breakwater.scanner.inflate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory for native code that reads hostile bytes: every block lies between pages that nobody may
 * touch, and ends exactly where the next one starts, so that an overrun ends the process and never
 * writes into it.
 */
@SuppressWarnings("restricted") // its purpose is what is restricted: native memory
final class GuardedMemory {
  /** A multiple of every page size in use (4, 16 and 64 KiB). */
  static final int PAGE = 64 << 10;

  private static final int NO_ACCESS = 0;
  private static final int READ_AND_WRITE = 3;
  private static final int PRIVATE_AND_ANONYMOUS = 0x22;

  private final MethodHandle map;
  private final MethodHandle protect;
  private final MethodHandle unmap;

  /**
   * Finds the three functions of the C library.
   *
   * @throws java.util.NoSuchElementException where they do not exist
   */
  GuardedMemory(Linker linker) {
    this.map =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("mmap"),
            FunctionDescriptor.of(
                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    this.protect =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("mprotect"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    this.unmap =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("munmap"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
  }

  /**
   * Blocks of zeros that live as long as {@code arena}.
   *
   * @param sizes in bytes; each block takes whole pages and ends at a guard
   */
  MemorySegment[] allocate(Arena arena, int... sizes) {
    long total = PAGE;
    for (int size : sizes) {
      total += pages(size) + PAGE;
    }
    MemorySegment all = mapped(total, arena);
    MemorySegment[] blocks = new MemorySegment[sizes.length];
    long at = PAGE;
    for (int i = 0; i < sizes.length; i++) {
      long pages = pages(sizes[i]);
      open(all.asSlice(at, pages));
      blocks[i] = all.asSlice(at + pages - sizes[i], sizes[i]);
      at += pages + PAGE;
    }
    return blocks;
  }

  private MemorySegment mapped(long size, Arena arena) {
    MemorySegment address;
    try {
      address =
          (MemorySegment)
              map.invokeExact(MemorySegment.NULL, size, NO_ACCESS, PRIVATE_AND_ANONYMOUS, -1, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("mmap cannot be called", e);
    }
    if (address.address() == -1) {
      throw new OutOfMemoryError("no address space for " + size + " guarded bytes");
    }
    return address.reinterpret(size, arena, this::unmap);
  }

  private void open(MemorySegment pages) {
    int result;
    try {
      result = (int) protect.invokeExact(pages, pages.byteSize(), READ_AND_WRITE);
    } catch (Throwable e) {
      throw new IllegalStateException("mprotect cannot be called", e);
    }
    if (result != 0) {
      throw new OutOfMemoryError("no memory for " + pages.byteSize() + " guarded bytes");
    }
  }

  private void unmap(MemorySegment all) {
    try {
      int result = (int) unmap.invokeExact(all, all.byteSize());
      if (result != 0) {
        throw new IllegalStateException("munmap failed");
      }
    } catch (Throwable e) {
      throw new IllegalStateException("munmap cannot be called", e);
    }
  }

  private static long pages(int size) {
    return (size + PAGE - 1L) / PAGE * PAGE;
  }
}
