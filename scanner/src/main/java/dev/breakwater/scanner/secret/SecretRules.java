package dev.breakwater.scanner.secret;

import dev.breakwater.image.facts.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The kinds of secret that are looked for, and where not to look. Immutable and shared: load once.
 *
 * <p>The rules are the resource {@code rules.yaml} of this package, which explains its own fields.
 */
public final class SecretRules {

  /** What a file must have for a secret to fit in, in bytes. */
  private static final long SMALLEST_FILE = 10;

  /** How far after its keyword a secret may reach, in bytes. */
  private static final int REACH = 2048;

  /** The same for keys and tokens of many lines. */
  private static final int LONG_REACH = 16 * 1024;

  /** A large file is searched in pieces of this many bytes. */
  private static final int PIECE = 256 * 1024;

  /** Pieces overlap by as much as the longest secret and what stands before it may take. */
  private static final int OVERLAP = LONG_REACH;

  private final List<SecretRule> rules;
  private final List<String> allowed;
  private final SkippedPaths skipped;
  private final Keywords keywords;
  private final String hash;

  private SecretRules(
      List<SecretRule> rules, List<String> allowed, SkippedPaths skipped, String hash) {
    this.rules = List.copyOf(rules);
    this.allowed = List.copyOf(allowed);
    this.skipped = skipped;
    this.keywords = new Keywords(rules);
    this.hash = hash;
  }

  /** Reads the rules that come with Breakwater. */
  public static SecretRules load() {
    try (InputStream resource = SecretRules.class.getResourceAsStream("rules.yaml")) {
      if (resource == null) {
        throw new IllegalStateException("rules.yaml is missing beside " + SecretRules.class);
      }
      byte[] text = resource.readAllBytes();
      String hash = HexFormat.of().formatHex(sha256().digest(text), 0, 8);
      Object document =
          new Load(LoadSettings.builder().build())
              .loadFromString(new String(text, StandardCharsets.UTF_8));
      return read(map(document), hash);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Whether a file is worth reading.
   *
   * @param path without a leading slash
   * @param size in bytes
   */
  public boolean covers(String path, long size) {
    return size >= SMALLEST_FILE && !skipped.skips(path);
  }

  /**
   * Searches a file that lies in memory. Files that are no text have no secrets, except compiled
   * Python.
   *
   * @param path without a leading slash
   * @param from the first byte
   * @param to the byte after the last
   */
  public SecretFindings search(String path, byte[] buffer, int from, int to) {
    SecretSearch search = new SecretSearch(this, path);
    switch (TextKind.of(path, buffer, from, to)) {
      case TEXT -> search.piece(buffer, from, to, from, to, from);
      case PRINTABLE -> {
        byte[] printable = Arrays.copyOfRange(buffer, from, to);
        TextKind.keepPrintable(printable, 0, printable.length);
        search.piece(printable, 0, printable.length, 0, printable.length, 0);
      }
      case BINARY -> {}
    }
    return search.findings();
  }

  /**
   * Searches a file of any size. Memory does not grow with it, and a file that is no text is not
   * read to its end.
   *
   * @param path without a leading slash
   * @throws IOException when the content cannot be read
   */
  public SecretFindings search(String path, InputStream content) throws IOException {
    SecretSearch search = new SecretSearch(this, path);
    byte[] buffer = new byte[PIECE + 2 * OVERLAP];
    int length = 0;
    int first = 0;
    TextKind kind = TextKind.TEXT;
    boolean more = true;
    for (boolean begun = false; more && kind != TextKind.BINARY; begun = true) {
      int fresh = length;
      length += content.readNBytes(buffer, length, buffer.length - length);
      more = length == buffer.length;
      if (!begun) {
        kind = TextKind.of(path, buffer, 0, length);
      }
      if (kind == TextKind.PRINTABLE) {
        TextKind.keepPrintable(buffer, fresh, length);
      }
      if (kind != TextKind.BINARY) {
        int last = more ? length - OVERLAP : length;
        int forgotten = Math.max(0, last - OVERLAP);
        search.piece(buffer, 0, length, first, last, forgotten);
        System.arraycopy(buffer, forgotten, buffer, 0, length - forgotten);
        length -= forgotten;
        first = last - forgotten;
      }
    }
    return search.findings();
  }

  /** Changes whenever the rules do. */
  String hash() {
    return hash;
  }

  List<SecretRule> rules() {
    return rules;
  }

  Keywords keywords() {
    return keywords;
  }

  List<String> allowed() {
    return allowed;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static SecretRules read(Map<?, ?> root, String hash) {
    List<SecretRule> rules = new ArrayList<>();
    for (Object rule : list(root, "rules")) {
      rules.add(new SecretRule(rule(map(rule)), rules.size()));
    }
    return new SecretRules(rules, strings(root, "allow"), skipped(map(root.get("skip"))), hash);
  }

  private static SecretRule.Text rule(Map<?, ?> rule) {
    SecretRule.Shape shape =
        rule.containsKey("starts")
            ? SecretRule.Shape.STARTS
            : rule.containsKey("names") ? SecretRule.Shape.NAMES : SecretRule.Shape.CONTAINS;
    // A name that is followed by the same characters over and over is a placeholder.
    double leastEntropy = shape == SecretRule.Shape.NAMES ? 2 : 0;
    return new SecretRule.Text(
        string(rule, "id"),
        string(rule, "title"),
        Severity.valueOf(string(rule, "severity")),
        shape,
        strings(rule, shape.name().toLowerCase(Locale.ROOT)),
        string(rule, "pattern"),
        Optional.ofNullable(rule.get("after")).map(Object::toString),
        flag(rule, "anyCase"),
        flag(rule, "inside"),
        flag(rule, "whole"),
        flag(rule, "long") ? LONG_REACH : REACH,
        rule.get("entropy") instanceof Number entropy ? entropy.doubleValue() : leastEntropy,
        Optional.ofNullable(rule.get("path")).map(Object::toString));
  }

  private static SkippedPaths skipped(Map<?, ?> skip) {
    return new SkippedPaths(
        strings(skip, "foldersBeginWith"),
        strings(skip, "containsAnyCase"),
        strings(skip, "contains"),
        strings(skip, "folders"),
        strings(skip, "prefixes"),
        strings(skip, "suffixes"),
        Set.copyOf(strings(skip, "names")));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException("rules.yaml: a mapping is missing");
  }

  private static List<?> list(Map<?, ?> map, String key) {
    if (map.get(key) instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException("rules.yaml: " + key + " is not a list in " + map.get("id"));
  }

  private static List<String> strings(Map<?, ?> map, String key) {
    return list(map, key).stream().map(Object::toString).toList();
  }

  private static String string(Map<?, ?> map, String key) {
    if (map.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalStateException("rules.yaml: " + key + " is not a text in " + map.get("id"));
  }

  private static boolean flag(Map<?, ?> map, String key) {
    return Boolean.TRUE.equals(map.get(key));
  }
}
