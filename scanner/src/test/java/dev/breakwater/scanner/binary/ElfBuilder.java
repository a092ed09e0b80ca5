package dev.breakwater.scanner.binary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Builds little ELF files of 64 bits: constants at file offset 4096 (address 0x401000), data that
 * can be written right after at a multiple of 4096 (address 0x600000), sections at the end.
 */
final class ElfBuilder {

  static final int PAGE = 4096;
  static final long CONSTANTS = 0x401000;
  static final long DATA = 0x600000;

  private ElfBuilder() {}

  static byte[] build(byte[] constants, byte[] data, List<Integer> sectionOffsets) {
    int dataOffset = PAGE + (constants.length + PAGE - 1) / PAGE * PAGE;
    int end = dataOffset + data.length;
    ByteBuffer elf =
        ByteBuffer.allocate(end + 64 * sectionOffsets.size()).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1});
    elf.putLong(32, 64).putLong(40, sectionOffsets.isEmpty() ? 0 : end);
    elf.putShort(54, (short) 56).putShort(56, (short) 2);
    elf.putShort(58, (short) 64).putShort(60, (short) sectionOffsets.size());
    segment(elf, 64, 4, PAGE, CONSTANTS, constants.length);
    segment(elf, 120, 6, dataOffset, DATA, data.length);
    elf.put(PAGE, constants);
    elf.put(dataOffset, data);
    for (int i = 0; i < sectionOffsets.size(); i++) {
      elf.putLong(end + 64 * i + 24, sectionOffsets.get(i));
    }
    return elf.array();
  }

  private static void segment(
      ByteBuffer elf, int at, int flags, int offset, long address, int size) {
    elf.putInt(at, 1).putInt(at + 4, flags).putLong(at + 8, offset);
    elf.putLong(at + 16, address).putLong(at + 32, size);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
