package dev.breakwater.scanner.secret;

import dev.breakwater.image.facts.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  static final int LONG_REACH = 16 * 1024;

  private final List<SecretRule> rules;
  private final List<String> allowed;
  private final SkippedPaths skipped;
  private final Keywords keywords;

  private SecretRules(List<SecretRule> rules, List<String> allowed, SkippedPaths skipped) {
    this.rules = List.copyOf(rules);
    this.allowed = List.copyOf(allowed);
    this.skipped = skipped;
    this.keywords = new Keywords(rules);
  }

  /** Reads the rules that come with Breakwater. */
  public static SecretRules load() {
    try (InputStream resource = SecretRules.class.getResourceAsStream("rules.yaml")) {
      if (resource == null) {
        throw new IllegalStateException("rules.yaml is missing beside " + SecretRules.class);
      }
      return read(new Load(LoadSettings.builder().build()).loadFromInputStream(resource));
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
   * Something that searches one file after another, for one thread.
   *
   * @param layer the index of the layer that the files are in, -1 for the configuration
   */
  public SecretSearch search(int layer) {
    return new SecretSearch(this, layer);
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

  private static SecretRules read(Object document) {
    Map<?, ?> root = map(document);
    List<SecretRule> rules = new ArrayList<>();
    for (Object rule : list(root, "rules")) {
      rules.add(new SecretRule(rule(map(rule)), rules.size()));
    }
    return new SecretRules(rules, strings(root, "allow"), skipped(map(root.get("skip"))));
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
        strings(rule, shape.name().toLowerCase(java.util.Locale.ROOT)),
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

  private static Map<?, ?> map(Object value) {
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
