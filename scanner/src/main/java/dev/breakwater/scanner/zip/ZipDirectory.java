package dev.breakwater.scanner.zip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Compares the headers before the entries with those of the directory. Programs read the directory,
 * this scanner reads the entries: where they differ, one of them was meant to be deceived.
 */
final class ZipDirectory {

  /** So many differences are told one by one. */
  private static final int MAX_TOLD = 5;

  private long[] offsets = new long[64];
  private long[] fingerprints = new long[64];
  private int entries;
  private final BitSet named = new BitSet();
  private final List<String> differences = new ArrayList<>();
  private int untold;

  /** An entry was read; they come in the order of their offsets. */
  void entry(ZipHeader header) {
    if (entries == offsets.length) {
      offsets = Arrays.copyOf(offsets, entries * 2);
      fingerprints = Arrays.copyOf(fingerprints, entries * 2);
    }
    offsets[entries] = header.offset();
    fingerprints[entries++] = header.fingerprint();
  }

  /** The directory names an entry; offsets may count from the first entry instead of the start. */
  void named(ZipHeader header) {
    int found = find(header, 0);
    if (found < 0 && entries > 0) {
      found = find(header, offsets[0]);
    }
    if (found < 0) {
      differs("the directory names %s, which is not there".formatted(header.name()));
    } else if (named.get(found)) {
      differs("the directory names the entry of %s twice".formatted(header.name()));
    } else {
      named.set(found);
      if (fingerprints[found] != header.fingerprint()) {
        differs("the directory says other things about %s than its entry".formatted(header.name()));
      }
    }
  }

  void differs(String difference) {
    if (differences.size() < MAX_TOLD) {
      differences.add(difference);
    } else {
      untold++;
    }
  }

  /** The differences, when all has been read. */
  List<String> differences() {
    for (int hidden = named.nextClearBit(0); hidden < entries; ) {
      differs("the directory does not name the entry at byte %,d".formatted(offsets[hidden]));
      hidden = named.nextClearBit(hidden + 1);
    }
    if (untold > 0) {
      differences.add("%,d more differences".formatted(untold));
    }
    return List.copyOf(differences);
  }

  private int find(ZipHeader header, long shift) {
    return Arrays.binarySearch(offsets, 0, entries, header.offset() + shift);
  }
}
