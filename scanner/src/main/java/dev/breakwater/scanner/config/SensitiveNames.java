package dev.breakwater.scanner.config;

import java.util.List;
import java.util.Locale;

/** Which variables hold secrets, by their names and the look of their values. */
final class SensitiveNames {

  private static final List<String> SECRET =
      List.of(
          "PASSWORD",
          "PASSWD",
          "PASSPHRASE",
          "SECRET",
          "TOKEN",
          "CREDENTIAL",
          "APIKEY",
          "API_KEY",
          "ACCESS_KEY",
          "ACCESSKEY",
          "PRIVATE_KEY",
          "PRIVATEKEY",
          "AUTH_KEY",
          "ENCRYPTION_KEY",
          "SIGNING_KEY");

  /** What a name ends in that only speaks about a secret. */
  private static final List<String> ABOUT =
      List.of(
          "_FILE",
          "_PATH",
          "_DIR",
          "_FOLDER",
          "_URL",
          "_URI",
          "_ENDPOINT",
          "_HOST",
          "_NAME",
          "_ID",
          "_TTL",
          "_TIMEOUT",
          "_EXPIRY",
          "_EXPIRATION",
          "_LENGTH",
          "_SIZE",
          "_MIN",
          "_MAX",
          "_LIMIT",
          "_ENABLED",
          "_REQUIRED",
          "_TYPE",
          "_ALGORITHM",
          "_ISSUER",
          "_HEADER",
          "_STORE",
          "_POLICY",
          "_BACKEND",
          "_PROVIDER",
          "_PREFIX",
          "_VERSION");

  private static final List<String> NO_SECRETS =
      List.of("true", "false", "yes", "no", "on", "off", "none", "null", "0", "1");

  private SensitiveNames() {}

  /** Whether a variable of this name holds a secret, going by this value. */
  static boolean holdsSecret(String name, String value) {
    return hasPassword(value) || (isSecret(name) && isValue(value));
  }

  private static boolean isSecret(String name) {
    String upper = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    return SECRET.stream().anyMatch(upper::contains) && ABOUT.stream().noneMatch(upper::endsWith);
  }

  /** Not empty, not a switch, and neither a path nor a reference to another variable. */
  private static boolean isValue(String value) {
    return !value.isBlank()
        && !NO_SECRETS.contains(value.toLowerCase(Locale.ROOT))
        && !value.startsWith("/")
        && !value.startsWith("$")
        && !value.startsWith("file:")
        && !value.chars().allMatch(c -> c == '*' || c == 'x' || c == 'X' || c == '<' || c == '>');
  }

  /** Whether it is a URL with a password, as {@code postgres://user:password@host}. */
  private static boolean hasPassword(String value) {
    int scheme = value.indexOf("://");
    if (scheme <= 0) {
      return false;
    }
    int end = value.length();
    for (int i = scheme + 3; i < end; i++) {
      if ("/?# ".indexOf(value.charAt(i)) >= 0) {
        end = i;
      }
    }
    int at = value.lastIndexOf('@', end - 1);
    int colon = value.indexOf(':', scheme + 3);
    return colon > 0 && at > colon + 1 && value.charAt(colon + 1) != '$';
  }
}
