package dev.breakwater.scanner.binary;

import dev.breakwater.scanner.language.Declared;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in one pass what an executable was built from. Go's data is found by its magic in a segment
 * that can be written to, where alone Go's own tools look; so a Go program that is embedded in
 * another one does not speak for it. Rust's data has no magic: what inflates to the right beginning
 * counts when a section of the file starts there.
 */
final class BuildDataSearch {

  /** How much is searched at once, and how much more is there to recognise what starts in it. */
  private static final int STRIDE = 64 << 10;

  private static final int LOOK_AHEAD = 512;

  private static final byte[] GO_MAGIC = {
    (byte) 0xFF, ' ', 'G', 'o', ' ', 'b', 'u', 'i', 'l', 'd', 'i', 'n', 'f', ':'
  };

  private static final int GO_HEADER = 32;

  /** The bytes that can show something: x is how zlib starts. */
  private static final boolean[] NOTICED = new boolean[256];

  static {
    for (int value = 0; value < NOTICED.length; value++) {
      NOTICED[value] = value == 'x' || GoPointers.notices(value);
    }
  }

  private static final int MAX_GO_ATTEMPTS = 64;

  /** Bytes that look like zlib are common, those that inflate to the right text are not. */
  private static final int MAX_RUST_ATTEMPTS = 100_000;

  private static final int MAX_RUST_BEGINNINGS = 8;

  private static final int MAX_RUST_DATA = 4 << 20;

  private final Window window;
  private final Layout layout;
  private final GoPointers pointers;
  private final Map<Long, byte[]> rust = new LinkedHashMap<>();
  private int goAttempts;
  private int rustAttempts;
  private int rustBeginnings;

  /** Whether what was found moved the window, so that nothing more can be found. */
  private boolean over;

  private BuildDataSearch(Window window, Layout layout) {
    this.window = window;
    this.layout = layout;
    this.pointers = new GoPointers(window, layout);
  }

  /**
   * Reads the packages that the executable was built from.
   *
   * @return empty when it is no executable, or does not say
   * @throws IOException a {@code MalformedException} or {@code LimitExceededException}, or that of
   *     the stream
   */
  static Set<Declared> in(InputStream executable) throws IOException {
    Window window = new Window(executable);
    Optional<Layout> layout = Layout.of(window.copy(0, Layout.HEAD));
    return layout.isEmpty() ? Set.of() : new BuildDataSearch(window, layout.get()).search();
  }

  private Set<Declared> search() throws IOException {
    while (true) {
      int there = window.fill(STRIDE + LOOK_AHEAD);
      int stride = Math.min(there, STRIDE);
      if (stride == 0) {
        return Set.of();
      }
      Optional<GoBuildInfo> go = searchStride(stride, there);
      if (go.isPresent()) {
        return GoModules.of(go.get().goVersion(), go.get().modules());
      }
      if (over) {
        return Set.of();
      }
      if (!rust.isEmpty() && layout.rust().isPresent()) {
        return RustCrates.of(rust.values().iterator().next());
      }
      long end = window.offset() + stride;
      if (layout.sections().filter(sections -> sections.offset() < end).isPresent()
          && !rust.isEmpty()) {
        return rustWithSection(layout.sections().get());
      }
      window.advance(stride);
    }
  }

  private Optional<GoBuildInfo> searchStride(int stride, int there) throws IOException {
    searchTexts(stride, there);
    for (int at = (int) (-window.offset() & 15); at < stride; at += 16) {
      if (isGoMagic(at, there) && ++goAttempts <= MAX_GO_ATTEMPTS) {
        Optional<GoBuildInfo> found = goInfo(at);
        if (found.isPresent() || over) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private boolean isGoMagic(int at, int there) {
    byte[] buffer = window.buffer();
    int i = window.start() + at;
    return buffer[i] == GO_MAGIC[0]
        && there - at >= GO_MAGIC.length
        && Arrays.equals(buffer, i, i + GO_MAGIC.length, GO_MAGIC, 0, GO_MAGIC.length)
        && layout.isWritable(window.offset() + at);
  }

  /** Looks at every byte, so it does next to nothing for most. */
  private void searchTexts(int stride, int there) throws IOException {
    int last = Math.min(stride + 3, there);
    for (int at = 0; at < last; at++) {
      byte[] buffer = window.buffer();
      int start = window.start();
      while (at < last && !NOTICED[buffer[start + at] & 0xFF]) {
        at++;
      }
      if (at < last && buffer[start + at] != 'x') {
        pointers.remember(at, stride, there);
      } else if (at < stride && !layout.go()) {
        tryRust(at, there);
      }
    }
  }

  private Optional<GoBuildInfo> goInfo(int at) throws IOException {
    byte[] header = window.copy(at, GO_HEADER);
    if (header.length < GO_HEADER) {
      return Optional.empty();
    }
    if ((header[15] & 2) == 0) {
      over = true;
      return pointers.follow(header);
    }
    // Most are a few kilobytes: read more only where that is not enough.
    for (int most = STRIDE; most <= GoBuildInfo.MAX_TEXT; most *= 8) {
      Optional<GoBuildInfo> found = GoBuildInfo.inline(window.copy(at + GO_HEADER, most));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private void tryRust(int at, int there) throws IOException {
    long position = window.offset() + at;
    byte[] buffer = window.buffer();
    int i = window.start() + at;
    boolean zlib = there - at > 1 && (('x' << 8) | (buffer[i + 1] & 0xFF)) % 31 == 0;
    boolean possible =
        layout.sections().filter(sections -> sections.offset() > position).isPresent()
            || layout.rust().filter(section -> section.offset() == position).isPresent();
    if (!zlib
        || !possible
        || rustBeginnings >= MAX_RUST_BEGINNINGS
        || ++rustAttempts > MAX_RUST_ATTEMPTS
        || !RustCrates.mayStart(buffer, i, Math.min(LOOK_AHEAD, there - at))) {
      return;
    }
    rustBeginnings++;
    byte[] json = RustCrates.inflate(window.copy(at, MAX_RUST_DATA));
    if (json.length > 0) {
      rust.put(position, json);
    }
  }

  private Set<Declared> rustWithSection(Layout.SectionTable sections) throws IOException {
    long ahead = sections.offset() - window.offset();
    byte[] table = window.copy((int) ahead, sections.size());
    for (Map.Entry<Long, byte[]> candidate : rust.entrySet()) {
      if (sections.hasSectionAt(table, candidate.getKey())) {
        return RustCrates.of(candidate.getValue());
      }
    }
    return Set.of();
  }
}
