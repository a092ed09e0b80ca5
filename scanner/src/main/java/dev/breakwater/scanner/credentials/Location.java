package dev.breakwater.scanner.credentials;

import java.util.Optional;

/**
 * A place that credentials are for, or that an image is at.
 *
 * @param host a name whose labels may be globs, or an address
 * @param port as written; empty when none is
 * @param path with its leading slash; empty when there is none
 */
record Location(String host, String port, String path) {

  /**
   * Reads the key of an entry, with or without a scheme. Docker's {@code /v1/} and {@code /v2/}
   * mean the whole host. Empty when it is no address: the kubelet ignores such an entry.
   */
  static Optional<Location> of(String key) {
    String text = key;
    for (String scheme : new String[] {"https://", "http://"}) {
      if (text.startsWith(scheme)) {
        text = text.substring(scheme.length());
        break;
      }
    }
    text = cutAt(cutAt(text, '#'), '?');
    Location location = split(text);
    boolean legal =
        location.port.chars().allMatch(c -> c >= '0' && c <= '9')
            && location.host.chars().allMatch(c -> c > ' ' && c != '\\' && c != '^' && c != '%');
    String path = location.path;
    if (path.startsWith("/v1/") || path.startsWith("/v2/")) {
      path = path.substring(3);
    }
    return legal
        ? Optional.of(new Location(location.host, location.port, path.equals("/") ? "" : path))
        : Optional.empty();
  }

  static Location ofImage(String name) {
    return split(name);
  }

  private static Location split(String text) {
    int slash = text.indexOf('/');
    String authority = slash < 0 ? text : text.substring(0, slash);
    String path = slash < 0 ? "" : text.substring(slash);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    return new Location(host, hasPort ? authority.substring(colon + 1) : "", path);
  }

  private static String cutAt(String text, char c) {
    int end = text.indexOf(c);
    return end < 0 ? text : text.substring(0, end);
  }

  /** What the order of the entries goes by. */
  String key() {
    return host + (port.isEmpty() ? "" : ":" + port) + path;
  }

  /** Whether this pattern covers the place of an image. */
  boolean matches(Location image) {
    if (!port.equals(image.port) || !image.path.startsWith(path)) {
      return false;
    }
    String[] patterns = host.split("\\.", -1);
    String[] labels = image.host.split("\\.", -1);
    if (patterns.length != labels.length) {
      return false;
    }
    for (int i = 0; i < patterns.length; i++) {
      if (!LabelGlob.matches(patterns[i], labels[i])) {
        return false;
      }
    }
    return true;
  }
}
