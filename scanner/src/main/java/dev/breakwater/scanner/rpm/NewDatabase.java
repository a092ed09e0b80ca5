package dev.breakwater.scanner.rpm;

import dev.breakwater.scanner.bytes.Bytes;
import dev.breakwater.scanner.limit.LimitExceededException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * {@code Packages.db}, the database that rpm calls "new" and SUSE uses: pages of slots, each of
 * which leads to the blob of a package ({@code lib/backend/ndb/rpmpkg.c}).
 */
final class NewDatabase {

  private static final long MAGIC = 'R' | 'p' << 8 | 'm' << 16 | 'P' << 24;
  private static final long SLOT_MAGIC = 'S' | 'l' << 8 | 'o' << 16 | 't' << 24;
  private static final long BLOB_MAGIC = 'B' | 'l' << 8 | 'b' << 16 | 'S' << 24;
  private static final int PAGE = 4096;
  private static final int SLOT = 16;
  private static final int BLOCK = 16;
  private static final int FIRST_SLOT = 32;
  private static final int BLOB_HEAD = 16;
  private static final int BLOB_TAIL = 12;

  private NewDatabase() {}

  static boolean matches(MemorySegment start) {
    return start.byteSize() >= Integer.BYTES
        && start.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0) == MAGIC;
  }

  static void scan(MemorySegment segment, HeaderVisitor visitor) throws IOException {
    Bytes file = Bytes.of(segment, ByteOrder.LITTLE_ENDIAN, "NDB database of rpm");
    if (file.u32(4) != 0) {
      throw file.malformed("version " + file.u32(4));
    }
    long pages = file.u32(12);
    if (pages == 0) {
      throw file.malformed("no page of slots");
    }
    Bytes slots = file.slice(0, pages * PAGE);
    long read = 0;
    for (long at = FIRST_SLOT; at + SLOT <= slots.size(); at += SLOT) {
      if (slots.u32(at) != SLOT_MAGIC) {
        throw file.malformed("no slot at " + at);
      }
      long number = slots.u32(at + 4);
      if (number != 0) {
        Bytes blob = blob(file, number, slots.u32(at + 8), slots.u32(at + 12));
        read += blob.size();
        if (read > file.size()) {
          throw file.malformed("a blob belongs to two slots");
        }
        visitor.visit(blob.segment());
      }
    }
  }

  private static Bytes blob(Bytes file, long number, long block, long blocks) throws IOException {
    long at = block * BLOCK;
    long length = file.u32(at + 12);
    if (file.u32(at) != BLOB_MAGIC || file.u32(at + 4) != number) {
      throw file.malformed("no blob of package %d at %d".formatted(number, at));
    }
    if (length > HeaderVisitor.MAX_HEADER) {
      throw new LimitExceededException("bytes of a header of rpm", HeaderVisitor.MAX_HEADER);
    }
    if (blocks != (BLOB_HEAD + length + BLOB_TAIL + BLOCK - 1) / BLOCK) {
      throw file.malformed("a blob of %d bytes in %d blocks".formatted(length, blocks));
    }
    return file.slice(at + BLOB_HEAD, length);
  }
}
