package dev.breakwater.scanner.registry;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port: what an answer and a secret belong to.
 *
 * @param port never left out
 */
record Origin(String scheme, String host, int port) {

  static Origin of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    return new Origin(
        scheme,
        String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT),
        uri.getPort() < 0 ? standard : uri.getPort());
  }

  /** Host and port as people write them. */
  String name() {
    boolean standard = port == (scheme.equals("https") ? 443 : 80);
    return standard ? host : host + ":" + port;
  }
}
