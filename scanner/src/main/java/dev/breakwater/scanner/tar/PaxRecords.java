package dev.breakwater.scanner.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.scanner.limit.MalformedException;
import java.util.Optional;

/**
 * What an extended header of POSIX.1-2001 says about the next entry: {@code "LENGTH KEY=VALUE\n"},
 * again and again. An empty value takes nothing back: the header's own field counts, as in Go.
 *
 * @param path the name, when it is said
 * @param linkTarget where a link leads, when it is said
 * @param size of the content, when it is said
 * @param sparse whether the content has holes
 */
record PaxRecords(
    Optional<String> path, Optional<String> linkTarget, Optional<Long> size, boolean sparse) {
  private static final String SPARSE = "GNU.sparse.";

  static final PaxRecords NONE =
      new PaxRecords(Optional.empty(), Optional.empty(), Optional.empty(), false);

  static PaxRecords parse(byte[] bytes, int from, int to) throws MalformedException {
    Optional<String> path = Optional.empty();
    Optional<String> sparsePath = Optional.empty();
    Optional<String> linkTarget = Optional.empty();
    Optional<Long> size = Optional.empty();
    boolean sparse = false;
    int at = from;
    while (at < to) {
      int space = indexOf(bytes, at, to, ' ');
      int end = at + length(bytes, at, space);
      if (end > to || end < space + 2 || bytes[end - 1] != '\n') {
        throw new MalformedException("tar: an extended header with a wrong length");
      }
      int equals = indexOf(bytes, space + 1, end, '=');
      String key = new String(bytes, space + 1, equals - space - 1, UTF_8);
      String value = new String(bytes, equals + 1, end - equals - 2, UTF_8);
      if (!value.isEmpty()) {
        switch (key) {
          case "path" -> path = Optional.of(name(value));
          case "linkpath" -> linkTarget = Optional.of(name(value));
          case "size" -> size = Optional.of(size(value));
          case SPARSE + "name" -> sparsePath = Optional.of(name(value));
          default -> {}
        }
      }
      sparse |= key.startsWith(SPARSE);
      at = end;
    }
    return new PaxRecords(sparsePath.isPresent() ? sparsePath : path, linkTarget, size, sparse);
  }

  private static int length(byte[] bytes, int from, int to) throws MalformedException {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || value > 100_000_000) {
        throw new MalformedException("tar: an extended header whose length is not a number");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static int indexOf(byte[] bytes, int from, int to, char wanted)
      throws MalformedException {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw new MalformedException(
        "tar: an extended header without " + (wanted == ' ' ? "a length" : "="));
  }

  private static String name(String value) throws MalformedException {
    if (value.indexOf(0) >= 0) {
      throw new MalformedException("tar: a name with a zero byte");
    }
    return value;
  }

  private static long size(String value) throws MalformedException {
    try {
      long size = Long.parseLong(value);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Told below, together with the negative ones.
    }
    throw new MalformedException(
        "tar: the size " + value.substring(0, Math.min(40, value.length())));
  }
}
