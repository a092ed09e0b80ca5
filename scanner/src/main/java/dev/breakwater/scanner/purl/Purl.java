package dev.breakwater.scanner.purl;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A package URL in its canonical form, by <a
 * href="https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst">the
 * specification</a>. Names are normalised as their type demands; for PyPI as tools in use do, which
 * keep dots.
 *
 * @param type in lower case
 * @param namespace segments joined by slashes; empty when there is none
 * @param name never empty
 * @param version empty when there is none
 * @param qualifiers by key; no value is empty
 * @param subpath segments joined by slashes; empty when there is none
 */
public record Purl(
    String type,
    String namespace,
    String name,
    String version,
    SortedMap<String, String> qualifiers,
    String subpath) {

  private static final int LONGEST = 8 * 1024;

  private static final Set<String> LOWER_NAMESPACE =
      Set.of(
          "alpm",
          "apk",
          "bitbucket",
          "composer",
          "deb",
          "github",
          "golang",
          "hex",
          "npm",
          "qpkg",
          "rpm");

  private static final Set<String> LOWER_NAME =
      Set.of(
          "alpm",
          "apk",
          "bitbucket",
          "bitnami",
          "composer",
          "deb",
          "github",
          "golang",
          "hex",
          "npm",
          "oci",
          "pub",
          "pypi");

  /** Normalises and copies. */
  public Purl {
    type = type.toLowerCase(Locale.ROOT);
    namespace = segments(namespace, false);
    if (LOWER_NAMESPACE.contains(type)) {
      namespace = namespace.toLowerCase(Locale.ROOT);
    }
    if (LOWER_NAME.contains(type)) {
      name = name.toLowerCase(Locale.ROOT);
    }
    if (type.equals("pypi")) {
      name = name.replace('_', '-');
    }
    SortedMap<String, String> kept = new TreeMap<>();
    qualifiers.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            kept.put(key.toLowerCase(Locale.ROOT), value);
          }
        });
    qualifiers = Collections.unmodifiableSortedMap(kept);
    subpath = segments(subpath, true);
  }

  /**
   * Reads one.
   *
   * @throws MalformedException when it breaks a rule of the specification or of its type
   * @throws LimitExceededException when it is longer than 8 KiB
   */
  public static Purl parse(String text) throws MalformedException, LimitExceededException {
    if (text.length() > LONGEST) {
      throw new LimitExceededException("characters of a package URL", LONGEST);
    }
    String rest = text;
    int hash = rest.lastIndexOf('#');
    String subpath = hash < 0 ? "" : decodeSegments(rest.substring(hash + 1));
    rest = hash < 0 ? rest : rest.substring(0, hash);
    int question = rest.lastIndexOf('?');
    SortedMap<String, String> qualifiers =
        question < 0 ? new TreeMap<>() : qualifiers(rest.substring(question + 1));
    rest = question < 0 ? rest : rest.substring(0, question);
    int colon = rest.indexOf(':');
    if (colon < 0 || !rest.substring(0, colon).equalsIgnoreCase("pkg")) {
      throw malformed(text, "does not begin with pkg:");
    }
    rest = strip(rest.substring(colon + 1));
    int slash = rest.indexOf('/');
    if (slash <= 0) {
      throw malformed(text, "has no type or no name");
    }
    String type = rest.substring(0, slash).toLowerCase(Locale.ROOT);
    rest = rest.substring(slash + 1);
    // An @ in front of the last slash is the scope of npm, not a version.
    int at = rest.lastIndexOf('@');
    boolean versioned = at > 0 && at > rest.lastIndexOf('/');
    if (at == 0 && rest.indexOf('/') < 0) {
      throw malformed(text, "has no name");
    }
    String version = versioned ? PercentEncoding.decode(rest.substring(at + 1)) : "";
    if (versioned && rest.charAt(at - 1) == '/') {
      throw malformed(text, "has no name");
    }
    rest = strip(versioned ? rest.substring(0, at) : rest);
    int last = rest.lastIndexOf('/');
    String namespace = last < 0 ? "" : decodeSegments(rest.substring(0, last));
    String name = PercentEncoding.decode(rest.substring(last + 1));
    if (!isType(type)) {
      throw malformed(text, "has a type with other characters than letters, digits, . + and -");
    }
    if (name.isEmpty() || (at >= 0 && rest.startsWith("@") && last < 0)) {
      throw malformed(text, "has no name");
    }
    Purl purl = new Purl(type, namespace, name, version, qualifiers, subpath);
    purl.check(text);
    return purl;
  }

  /** What some types demand beyond a name. */
  private void check(String text) throws MalformedException {
    boolean fine =
        switch (type) {
          case "swift" -> !namespace.isEmpty() && !version.isEmpty();
          case "cran" -> !version.isEmpty();
          case "conan" -> namespace.isEmpty() == !qualifiers.containsKey("channel");
          default -> true;
        };
    if (!fine) {
      throw malformed(text, "lacks what a package URL of type " + type + " must have");
    }
  }

  private static SortedMap<String, String> qualifiers(String text) throws MalformedException {
    SortedMap<String, String> qualifiers = new TreeMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = (equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
      if (pair.isEmpty()) {
        continue;
      }
      if (!isKey(key)) {
        throw malformed(text, "has a qualifier with other characters than letters, digits, . - _");
      }
      String value = equals < 0 ? "" : PercentEncoding.decode(pair.substring(equals + 1));
      if (!value.isEmpty()) {
        qualifiers.put(key, value);
      }
    }
    return qualifiers;
  }

  private static String decodeSegments(String path) throws MalformedException {
    List<String> decoded = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      decoded.add(PercentEncoding.decode(segment));
    }
    return String.join("/", decoded);
  }

  /** Without empty segments; in a subpath also without those that point elsewhere. */
  private static String segments(String path, boolean inside) {
    List<String> kept = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      boolean points = segment.equals(".") || segment.equals("..");
      if (!segment.isEmpty() && !(inside && points)) {
        kept.add(segment);
      }
    }
    return String.join("/", kept);
  }

  private static String encodeSegments(String path) {
    List<String> encoded = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      encoded.add(PercentEncoding.encode(segment));
    }
    return String.join("/", encoded);
  }

  private static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == '/') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == '/') {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isType(String type) {
    return !type.isEmpty()
        && !isDigit(type.charAt(0))
        && type.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '+' || c == '-');
  }

  private static boolean isKey(String key) {
    return !key.isEmpty()
        && !isDigit(key.charAt(0))
        && key.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isLetterOrDigit(int character) {
    return isDigit(character) || (character >= 'a' && character <= 'z');
  }

  private static MalformedException malformed(String text, String problem) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
    return new MalformedException("package URL \"" + shown + "\" " + problem);
  }

  /**
   * Reads one, where it is one.
   *
   * @return empty for what is no package URL
   */
  public static Optional<Purl> read(String text) {
    try {
      return Optional.of(parse(text));
    } catch (MalformedException | LimitExceededException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether all that this says is true of {@code other}: what is left out may be anything. The
   * digest of an image says all about it.
   */
  public boolean covers(Purl other) {
    if (type.equals("oci") && !version.isEmpty()) {
      return type.equals(other.type) && version.equals(other.version);
    }
    String epoch = other.qualifiers.getOrDefault("epoch", "");
    return type.equals(other.type)
        && namespace.equals(other.namespace)
        && name.equals(other.name)
        && (version.isEmpty()
            || version.equals(other.version)
            || version.equals(epoch + ":" + other.version))
        && other.qualifiers.entrySet().containsAll(qualifiers.entrySet())
        && (subpath.isEmpty() || subpath.equals(other.subpath));
  }

  /** The canonical text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("pkg:").append(type).append('/');
    if (!namespace.isEmpty()) {
      text.append(encodeSegments(namespace)).append('/');
    }
    text.append(PercentEncoding.encode(name));
    if (!version.isEmpty()) {
      text.append('@').append(PercentEncoding.encode(version));
    }
    char separator = '?';
    for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
      text.append(separator)
          .append(qualifier.getKey())
          .append('=')
          .append(PercentEncoding.encodeValue(qualifier.getValue()));
      separator = '&';
    }
    if (!subpath.isEmpty()) {
      text.append('#').append(encodeSegments(subpath));
    }
    return text.toString();
  }
}
