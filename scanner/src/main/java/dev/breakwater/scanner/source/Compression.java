package dev.breakwater.scanner.source;

/** How bytes are packed, by the first of them: a media type or a file name may lie. */
enum Compression {
  NONE,
  GZIP,
  ZSTD;

  /** How many bytes are needed to tell. */
  static final int MAGIC = 4;

  static Compression of(byte[] start) {
    if (start.length >= 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
      return GZIP;
    }
    boolean zstd =
        start.length >= MAGIC
            && (start[0] & 0xff) == 0x28
            && (start[1] & 0xff) == 0xb5
            && start[2] == 0x2f
            && (start[3] & 0xff) == 0xfd;
    return zstd ? ZSTD : NONE;
  }
}
