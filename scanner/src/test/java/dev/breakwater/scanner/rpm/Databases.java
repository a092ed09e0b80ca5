package dev.breakwater.scanner.rpm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.Adler32;

/** Writes small databases of rpm. */
final class Databases {

  private Databases() {}

  /** {@code Packages.db}, as {@code lib/backend/ndb/rpmpkg.c} writes it, with one page of slots. */
  static byte[] ndb(List<byte[]> headers) {
    int size = 4096;
    for (byte[] header : headers) {
      size += blocks(header) * 16;
    }
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RpmP".getBytes(US_ASCII)).putInt(0).putInt(7).putInt(1).putInt(headers.size() + 1);
    for (int at = 32; at < 4096; at += 16) {
      file.put(at, "Slot".getBytes(US_ASCII));
    }
    int block = 256;
    for (int i = 0; i < headers.size(); i++) {
      byte[] header = headers.get(i);
      // the last slots first, so that empty ones stand before them
      int slot = 4096 - 16 * (headers.size() - i);
      file.putInt(slot + 4, i + 1).putInt(slot + 8, block).putInt(slot + 12, blocks(header));
      int at = block * 16;
      file.put(at, "BlbS".getBytes(US_ASCII)).putInt(at + 4, i + 1).putInt(at + 8, 7);
      file.putInt(at + 12, header.length).put(at + 16, header);
      block += blocks(header);
      Adler32 checksum = new Adler32();
      checksum.update(file.array(), at, 16 + header.length);
      file.putInt(block * 16 - 12, (int) checksum.getValue());
      file.putInt(block * 16 - 8, header.length);
      file.put(block * 16 - 4, "BlbE".getBytes(US_ASCII));
    }
    return file.array();
  }

  private static int blocks(byte[] header) {
    return (16 + header.length + 12 + 15) / 16;
  }

  /**
   * {@code Packages}: pages of 512 bytes, one hash page with an item for each header, in the page
   * itself when it is no longer than 100 bytes, else in a chain of overflow pages.
   */
  static byte[] berkeley(ByteOrder order, List<byte[]> headers) {
    int pages = 2;
    for (byte[] header : headers) {
      pages += header.length <= 100 ? 0 : (header.length + 485) / 486;
    }
    ByteBuffer file = ByteBuffer.allocate(pages * 512).order(order);
    file.putInt(12, 0x061561).putInt(16, 9).putInt(20, 512).put(25, (byte) 8).putInt(32, pages - 1);
    int entries = 2 + 2 * headers.size();
    file.putInt(512 + 8, 1).putShort(512 + 20, (short) entries).put(512 + 25, (byte) 13);
    int end = 512;
    end = item(file, 0, end, inPage(ByteBuffer.allocate(4).order(order).array()));
    end = item(file, 1, end, inPage(ByteBuffer.allocate(4).order(order).putInt(9).array()));
    int page = 2;
    for (int i = 0; i < headers.size(); i++) {
      byte[] header = headers.get(i);
      byte[] key = ByteBuffer.allocate(4).order(order).putInt(i + 1).array();
      end = item(file, 2 + 2 * i, end, inPage(key));
      if (header.length <= 100) {
        end = item(file, 3 + 2 * i, end, inPage(header));
      } else {
        ByteBuffer offPage = ByteBuffer.allocate(12).order(order).put(0, (byte) 3);
        end = item(file, 3 + 2 * i, end, offPage.putInt(4, page).putInt(8, header.length).array());
        page = overflow(file, page, header);
      }
    }
    return file.array();
  }

  private static int overflow(ByteBuffer file, int first, byte[] header) {
    int page = first;
    for (int done = 0; done < header.length; done += 486, page++) {
      int part = Math.min(486, header.length - done);
      int at = page * 512;
      file.putInt(at + 8, page).putInt(at + 16, done + part < header.length ? page + 1 : 0);
      file.putShort(at + 22, (short) part).put(at + 25, (byte) 7).put(at + 26, header, done, part);
    }
    return page;
  }

  private static byte[] inPage(byte[] data) {
    return ByteBuffer.allocate(1 + data.length).put((byte) 1).put(data).array();
  }

  private static int item(ByteBuffer file, int index, int end, byte[] item) {
    int at = end - item.length;
    file.putShort(512 + 26 + 2 * index, (short) at).put(512 + at, item);
    return at;
  }
}
