package dev.breakwater.engine.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the name of a setting says about its value: {@code DB_PASSWORD} and {@code --api-key} are
 * secrets, {@code PASSWORD_FILE} and {@code MAX_TOKENS} are not.
 */
final class SecretName {
  /** How sure a name is. */
  enum Kind {
    /** Whatever the value, it is meant to be secret. */
    SURE,
    /** Secret if the value looks as if a machine had made it. */
    LIKELY,
    /** Nothing says so. */
    NO
  }

  /** Last words that make of a secret's name the name of something about it. */
  private static final Set<String> ABOUT =
      Set.of(
          "file",
          "files",
          "path",
          "dir",
          "directory",
          "folder",
          "name",
          "names",
          "url",
          "uri",
          "host",
          "endpoint",
          "server",
          "port",
          "id",
          "ids",
          "ttl",
          "expiry",
          "expires",
          "expiration",
          "lifetime",
          "duration",
          "seconds",
          "minutes",
          "hours",
          "timeout",
          "length",
          "size",
          "limit",
          "rate",
          "count",
          "max",
          "min",
          "enabled",
          "enable",
          "disabled",
          "required",
          "type",
          "mode",
          "algorithm",
          "alg",
          "policy",
          "header",
          "issuer",
          "audience",
          "prefix",
          "suffix",
          "format",
          "field",
          "ref",
          "version",
          "namespace",
          "provider",
          "location",
          "mount",
          "store",
          "backend",
          "engine",
          "role",
          "env",
          "var",
          "user",
          "username",
          "hint",
          "validity",
          "rotation",
          "bucket",
          "class",
          "public",
          "strength");

  /** Words before "key" with which it is no key of a table or of a map. */
  private static final Set<String> KEYS =
      Set.of(
          "api",
          "access",
          "secret",
          "private",
          "auth",
          "encryption",
          "signing",
          "master",
          "session",
          "account",
          "service",
          "crypt",
          "cipher",
          "hmac",
          "jwt",
          "storage",
          "app",
          "application",
          "license",
          "ssh");

  private SecretName() {}

  static Kind of(String name) {
    List<String> words = words(name);
    if (words.isEmpty() || ABOUT.contains(words.getLast())) {
      return Kind.NO;
    }
    for (String word : words) {
      if (word.endsWith("password") || word.endsWith("passwd") || word.endsWith("passphrase")) {
        return Kind.SURE;
      }
    }
    String last = words.getLast();
    String before = words.size() > 1 ? words.get(words.size() - 2) : "";
    return switch (last) {
      case "secret", "token", "pwd", "pass", "requirepass", "credential", "credentials" ->
          Kind.SURE;
      case "secretkey" -> Kind.SURE;
      case "apikey", "accesskey", "privatekey" -> Kind.LIKELY;
      case "key" ->
          before.equals("secret") ? Kind.SURE : KEYS.contains(before) ? Kind.LIKELY : Kind.NO;
      default ->
          last.endsWith("secret") || last.endsWith("token") || last.endsWith("pwd")
              ? Kind.SURE
              : Kind.NO;
    };
  }

  /** {@code dbPassword2}, {@code DB_PASSWORD} and {@code --db-password}: db, password. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>(4);
    StringBuilder word = new StringBuilder();
    char previous = '_';
    for (int index = 0; index < name.length(); index++) {
      char at = name.charAt(index);
      boolean starts = Character.isUpperCase(at) && Character.isLowerCase(previous);
      if (!Character.isLetter(at) || starts) {
        add(words, word);
      }
      if (Character.isLetter(at)) {
        word.append(at);
      }
      previous = at;
    }
    add(words, word);
    return words;
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }
}
