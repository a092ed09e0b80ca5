package dev.breakwater.engine.isolation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of children: the same for the same profile and rule, never by position. */
final class ChildNames {
  /** A DNS subdomain name (RFC 1123), which these kinds' names must be, has at most that. */
  private static final int LIMIT = 253;

  private static final int HASH_LENGTH = 10;

  private ChildNames() {}

  /**
   * {@code breakwater-PROFILE[-SUFFIX]}, its end replaced by a hash of the whole where too long.
   */
  static String of(String profile, String suffix) {
    String name = "breakwater-" + profile + (suffix.isEmpty() ? "" : "-" + suffix);
    if (name.length() <= LIMIT) {
      return name;
    }
    String start = name.substring(0, LIMIT - HASH_LENGTH - 1).replaceAll("[^a-z0-9]+$", "");
    return start + "-" + sha256(name).substring(0, HASH_LENGTH);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
