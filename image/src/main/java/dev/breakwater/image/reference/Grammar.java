package dev.breakwater.image.reference;

/**
 * The terminals of the reference grammar of {@code github.com/distribution/reference} v0.6.0
 * ({@code regexp.go}), each as one walk over the characters: {@code java.util.regex} recurses per
 * repetition and overflows the stack on a long name, which an attacker may choose.
 */
final class Grammar {
  /** The limit is on the path, without the registry ({@code RepositoryNameTotalLengthMax}). */
  static final int MAX_REPOSITORY = 255;

  static final int MAX_TAG = 128;

  /** The length of an image id: SHA-256 in hexadecimal. */
  private static final int IDENTIFIER = 64;

  private Grammar() {}

  /** {@code host[:port]}; the host is a name, an IPv4 address or an IPv6 address in brackets. */
  static boolean isRegistry(String text) {
    int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    if (hostEnd < 0) {
      return isHost(text);
    }
    String host = text.substring(0, hostEnd);
    String port = text.substring(hostEnd);
    return isHost(host) && (port.isEmpty() || isPort(port));
  }

  private static boolean isPort(String text) {
    return text.startsWith(":")
        && text.length() > 1
        && text.chars().skip(1).allMatch(Grammar::isDigit);
  }

  private static boolean isHost(String text) {
    if (text.startsWith("[")) {
      return text.length() > 2
          && text.endsWith("]")
          && text.substring(1, text.length() - 1).chars().allMatch(c -> isHex(c) || c == ':');
    }
    // a label begins and ends with a letter or digit, so no '.' or '-' may stand beside a '.'
    int before = '.';
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      boolean legal =
          switch (c) {
            case '.' -> isAlphanumeric(before);
            case '-' -> before != '.';
            default -> isAlphanumeric(c);
          };
      if (!legal) {
        return false;
      }
      before = c;
    }
    return isAlphanumeric(before);
  }

  /** Path components with a slash between them; the length is not judged. */
  static boolean isRepository(String text) {
    int start = 0;
    for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', start)) {
      if (!isPathComponent(text.substring(start, slash))) {
        return false;
      }
      start = slash + 1;
    }
    return isPathComponent(text.substring(start));
  }

  /** Lower-case letters and digits, in them one dot, one or two underscores, or any dashes. */
  static boolean isPathComponent(String text) {
    if (text.isEmpty() || !isPathAlphanumeric(text.charAt(0))) {
      return false;
    }
    int i = 0;
    while (i < text.length()) {
      if (isPathAlphanumeric(text.charAt(i))) {
        i++;
        continue;
      }
      int separator = separatorLength(text, i);
      i += separator;
      if (separator == 0 || i == text.length() || !isPathAlphanumeric(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int separatorLength(String text, int start) {
    int end = start;
    switch (text.charAt(start)) {
      case '.' -> end++;
      case '_' -> end += text.startsWith("__", start) ? 2 : 1;
      case '-' -> {
        while (end < text.length() && text.charAt(end) == '-') {
          end++;
        }
      }
      default -> {
        return 0;
      }
    }
    return end - start;
  }

  /** At most 128 letters, digits, {@code _ . -}, not beginning with a dot or a dash. */
  static boolean isTag(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_TAG
        && text.charAt(0) != '.'
        && text.charAt(0) != '-'
        && text.chars().allMatch(Grammar::isTagCharacter);
  }

  static boolean isTagCharacter(int c) {
    return isAlphanumeric(c) || c == '_' || c == '.' || c == '-';
  }

  /** An image id without its algorithm, which {@code ParseNormalizedNamed} refuses as a name. */
  static boolean isIdentifier(String text) {
    return text.length() == IDENTIFIER && isLowerHex(text);
  }

  static boolean isLowerHex(String text) {
    return text.chars().allMatch(c -> isDigit(c) || (c >= 'a' && c <= 'f'));
  }

  static boolean hasUpperCase(String text) {
    return text.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
  }

  /**
   * Whether a first component names a registry rather than a part of the path: {@code localhost},
   * or anything with a dot, a colon or a capital ({@code splitDockerDomain}).
   */
  static boolean looksLikeRegistry(String component) {
    return component.equals("localhost")
        || component.indexOf('.') >= 0
        || component.indexOf(':') >= 0
        || hasUpperCase(component);
  }

  private static boolean isHex(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isPathAlphanumeric(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z');
  }

  private static boolean isAlphanumeric(int c) {
    return isPathAlphanumeric(c) || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
