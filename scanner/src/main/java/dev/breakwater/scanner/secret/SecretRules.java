package dev.breakwater.scanner.secret;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.breakwater.image.facts.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of secret that are looked for, and where not to look. Immutable and shared: load once.
 *
 * <p>The rules are the resource {@code rules.json} of this package, which explains its own fields.
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
  private final Keywords boundKeywords;
  private final String hash;

  private SecretRules(
      List<SecretRule> rules, List<String> allowed, SkippedPaths skipped, String hash) {
    this.rules = List.copyOf(rules);
    this.allowed = List.copyOf(allowed);
    this.skipped = skipped;
    this.keywords = new Keywords(rules.stream().filter(rule -> !rule.boundToFiles()).toList());
    this.boundKeywords = new Keywords(rules.stream().filter(SecretRule::boundToFiles).toList());
    this.hash = hash;
  }

  /** Reads the rules that come with Breakwater. */
  public static SecretRules load() {
    try (InputStream resource = SecretRules.class.getResourceAsStream("rules.json")) {
      if (resource == null) {
        throw new IllegalStateException("rules.json is missing beside " + SecretRules.class);
      }
      byte[] text = resource.readAllBytes();
      String hash = HexFormat.of().formatHex(sha256().digest(text), 0, 8);
      JsonMapper mapper = JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();
      return read(mapper.readTree(text), hash);
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
   * Whether a file can have secrets for these rules: text, or compiled Python.
   *
   * @param path without a leading slash
   * @param head its first bytes
   */
  public boolean isText(String path, byte[] head) {
    return TextKind.of(path, head, 0, head.length) != TextKind.BINARY;
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
  public String hash() {
    return hash;
  }

  List<SecretRule> rules() {
    return rules;
  }

  /** Of the rules for any file. */
  Keywords keywords() {
    return keywords;
  }

  /** Of the rules for files of certain names: their words, such as {@code password}, are common. */
  Keywords boundKeywords() {
    return boundKeywords;
  }

  /** Whether there are rules for this file in particular. */
  boolean boundTo(String path) {
    for (SecretRule rule : rules) {
      if (rule.boundToFiles() && rule.appliesTo(path)) {
        return true;
      }
    }
    return false;
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

  private static SecretRules read(JsonNode root, String hash) {
    List<SecretRule> rules = new ArrayList<>();
    for (JsonNode rule : root.path("rules")) {
      rules.add(new SecretRule(rule(rule), rules.size()));
    }
    return new SecretRules(rules, strings(root, "allow"), skipped(root.path("skip")), hash);
  }

  private static SecretRule.Text rule(JsonNode rule) {
    SecretRule.Shape shape =
        rule.has("starts")
            ? SecretRule.Shape.STARTS
            : rule.has("names") ? SecretRule.Shape.NAMES : SecretRule.Shape.CONTAINS;
    // A value that is the same few characters over and over is a placeholder.
    double leastEntropy = shape == SecretRule.Shape.NAMES ? 2 : 0;
    return new SecretRule.Text(
        rule.path("id").asText(),
        rule.path("title").asText(),
        Severity.valueOf(rule.path("severity").asText()),
        shape,
        strings(rule, shape.name().toLowerCase(Locale.ROOT)),
        rule.path("pattern").asText(),
        rule.has("after") ? Optional.of(rule.path("after").asText()) : Optional.empty(),
        rule.path("anyCase").asBoolean(),
        rule.path("inside").asBoolean(),
        rule.path("whole").asBoolean(),
        rule.path("long").asBoolean() ? LONG_REACH : REACH,
        rule.path("entropy").asDouble(leastEntropy),
        strings(rule, "files"));
  }

  private static SkippedPaths skipped(JsonNode skip) {
    return new SkippedPaths(
        strings(skip, "foldersBeginWith"),
        strings(skip, "containsAnyCase"),
        strings(skip, "contains"),
        strings(skip, "folders"),
        strings(skip, "prefixes"),
        strings(skip, "suffixes"),
        Set.copyOf(strings(skip, "names")));
  }

  private static List<String> strings(JsonNode parent, String field) {
    List<String> texts = new ArrayList<>();
    parent.path(field).forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }
}
