package dev.breakwater.scanner.source;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;

/** The files of an uncompressed tar archive, found by {@link TarIndex}. */
final class TarStore implements FileStore {
  private final FileChannel channel;
  private final Map<String, TarIndex.Place> places;

  private TarStore(FileChannel channel, Map<String, TarIndex.Place> places) {
    this.channel = channel;
    this.places = places;
  }

  /** Takes over the channel, also when this fails. */
  static TarStore of(FileChannel channel) throws IOException {
    try {
      return new TarStore(channel, TarIndex.read(channel));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public boolean has(String name) {
    return places.containsKey(name);
  }

  @Override
  public long size(String name) throws IOException {
    return place(name).size();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return new Range(channel, place(name));
  }

  private TarIndex.Place place(String name) throws MalformedException {
    TarIndex.Place place = places.get(name);
    if (place == null) {
      throw new MalformedException("the archive has no file " + Shown.of(name));
    }
    return place;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads by position, so that many can read one file. */
  private static final class Range extends InputStream {
    private static final int MAX_READ = 1 << 16;

    private final FileChannel channel;
    private final long end;
    private long position;

    Range(FileChannel channel, TarIndex.Place place) {
      this.channel = channel;
      this.position = place.offset();
      this.end = place.offset() + place.size();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (position >= end) {
        return -1;
      }
      int wanted = (int) Math.min(Math.min(length, MAX_READ), end - position);
      int count = channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
      if (count < 0) {
        throw new MalformedException("the archive was cut at byte " + position);
      }
      position += count;
      return count;
    }
  }
}
