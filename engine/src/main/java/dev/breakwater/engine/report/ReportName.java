package dev.breakwater.engine.report;

import dev.breakwater.engine.inventory.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the report of an object is called: {@code deployment-cart}, {@code
 * rollout.argoproj.io-cart}.
 *
 * <p>Names of some kinds are no legal names of a report ({@code system:node}), and a long kind and
 * a long name do not fit together: such a name is cut to what is legal, and a hash keeps two of
 * them apart.
 */
public final class ReportName {
  /** Groups whose kinds need no group in the name: nobody confuses them. */
  private static final Set<String> BUILT_IN = Set.of("", "apps", "batch");

  private static final Pattern LEGAL =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final int MAX = 253;
  private static final int HASH = 10;

  private ReportName() {}

  /** The name of the report about {@code scope}; the cluster's is just {@code cluster}. */
  public static String of(ObjectRef scope) {
    String kind = scope.kind().toLowerCase(Locale.ROOT);
    boolean builtIn = BUILT_IN.contains(scope.group());
    if (builtIn && kind.equals(scope.name())) {
      return kind;
    }
    String prefix = builtIn ? kind : kind + "." + scope.group();
    String name = prefix + "-" + scope.name();
    if (name.length() <= MAX && LEGAL.matcher(name).matches()) {
      return name;
    }
    String sanitised = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
    String cut = sanitised.substring(0, Math.min(sanitised.length(), MAX - HASH - 1));
    return cut.replaceAll("^-+|-+$", "") + "-" + hash(name);
  }

  private static String hash(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
