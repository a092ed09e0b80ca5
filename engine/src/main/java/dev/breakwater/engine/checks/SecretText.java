package dev.breakwater.engine.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Secrets as they look when somebody wrote one down. It never hands out the secret itself: what it
 * returns says what it is, with a short masked excerpt at most.
 */
final class SecretText {
  /**
   * A token that says by its first letters what it is.
   *
   * @param prefix how it begins
   * @param rest how many characters follow at least
   * @param what what it is
   */
  private record Format(String prefix, int rest, String what) {}

  private static final List<Format> FORMATS =
      List.of(
          new Format("AKIA", 16, "an AWS access key"),
          new Format("ASIA", 16, "an AWS access key"),
          new Format("AIza", 35, "a Google API key"),
          new Format("ghp_", 36, "a GitHub token"),
          new Format("gho_", 36, "a GitHub token"),
          new Format("ghu_", 36, "a GitHub token"),
          new Format("ghs_", 36, "a GitHub token"),
          new Format("ghr_", 36, "a GitHub token"),
          new Format("github_pat_", 40, "a GitHub token"),
          new Format("glpat-", 20, "a GitLab token"),
          new Format("xoxb-", 20, "a Slack token"),
          new Format("xoxp-", 20, "a Slack token"),
          new Format("xoxa-", 20, "a Slack token"),
          new Format("xoxs-", 20, "a Slack token"),
          new Format("xapp-", 20, "a Slack token"),
          new Format("hooks.slack.com/services/", 30, "a Slack webhook"),
          new Format("sk_live_", 20, "a Stripe key"),
          new Format("rk_live_", 20, "a Stripe key"),
          new Format("sk-ant-", 30, "an Anthropic key"),
          new Format("sk-proj-", 30, "an OpenAI key"),
          new Format("npm_", 36, "an npm token"),
          new Format("pypi-AgE", 50, "a PyPI token"),
          new Format("dop_v1_", 60, "a DigitalOcean token"),
          new Format("dckr_pat_", 20, "a Docker Hub token"),
          new Format("hvs.", 24, "a Vault token"),
          new Format("hf_", 34, "a Hugging Face token"),
          new Format("shpat_", 32, "a Shopify token"),
          new Format("SG.", 60, "a SendGrid key"));

  private static final String PRIVATE_KEY = "PRIVATE KEY-----";

  private SecretText() {}

  /** What secret stands in a text, whatever the text is for; empty if none is seen. */
  static Optional<String> in(String text) {
    if (text.length() < 8) {
      return Optional.empty();
    }
    if (text.contains(PRIVATE_KEY) && text.contains("-----BEGIN")) {
      return Optional.of("a private key");
    }
    for (Format format : FORMATS) {
      int start = text.indexOf(format.prefix);
      if (start >= 0 && isToken(text, start, format)) {
        return Optional.of(format.what + " (" + format.prefix + "****)");
      }
    }
    return jwt(text).or(() -> urlWithPassword(text));
  }

  /**
   * Whether a value that is said to be a secret is one: something is written, and it is neither a
   * reference to where the secret is nor a gap to be filled in.
   */
  static boolean isValue(String value) {
    String text = value.strip();
    return !text.isEmpty() && !isSwitch(text) && !isReference(text) && !isGap(text);
  }

  /** Whether it is long and mixed enough to have been made by a machine. */
  static boolean looksRandom(String value) {
    String text = value.strip();
    if (text.length() < 12 || text.indexOf(' ') >= 0) {
      return false;
    }
    int digits = 0;
    int letters = 0;
    long seen = 0;
    int distinct = 0;
    for (int index = 0; index < text.length(); index++) {
      char at = text.charAt(index);
      if (at >= '0' && at <= '9') {
        digits++;
      } else if (Character.isLetter(at)) {
        letters++;
      }
      long bit = 1L << (at & 63);
      if ((seen & bit) == 0) {
        distinct++;
      }
      seen |= bit;
    }
    return digits > 1 && letters > 1 && distinct >= 8;
  }

  /** {@code hu****}: enough to find it again, too little to use it. */
  static String masked(String value) {
    String text = value.strip();
    return text.length() < 12 ? "****" : text.substring(0, 2) + "****";
  }

  private static boolean isToken(String text, int start, Format format) {
    // inside a longer word it is chance
    if (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      return false;
    }
    int end = start + format.prefix.length();
    int length = 0;
    while (end + length < text.length() && isTokenCharacter(text.charAt(end + length))) {
      length++;
    }
    return length >= format.rest && !text.startsWith("EXAMPLE", end + length - 7);
  }

  private static boolean isTokenCharacter(char at) {
    return (at >= 'a' && at <= 'z')
        || (at >= 'A' && at <= 'Z')
        || (at >= '0' && at <= '9')
        || at == '_'
        || at == '-'
        || at == '.'
        || at == '/';
  }

  /** RFC 7519: three parts in base64url, the first two of them JSON objects. */
  private static Optional<String> jwt(String text) {
    int start = text.indexOf("eyJ");
    if (start < 0) {
      return Optional.empty();
    }
    int second = text.indexOf(".eyJ", start);
    int third = second < 0 ? -1 : text.indexOf('.', second + 4);
    boolean complete = third > 0 && text.length() - third > 20 && text.indexOf(' ', start) < 0;
    return complete ? Optional.of("a JSON web token (eyJ****)") : Optional.empty();
  }

  /** RFC 3986, section 3.2.1: {@code scheme://user:password@host}. */
  private static Optional<String> urlWithPassword(String text) {
    int scheme = text.indexOf("://");
    while (scheme > 0) {
      int start = scheme + 3;
      int end = start;
      while (end < text.length() && " /?#\"'\\\n".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      String authority = text.substring(start, end);
      int at = authority.lastIndexOf('@');
      int colon = authority.indexOf(':');
      if (colon >= 0 && colon < at && isValue(authority.substring(colon + 1, at))) {
        return Optional.of(
            "a URL with a password ("
                + schemeBefore(text, scheme)
                + "://****@"
                + authority.substring(at + 1)
                + ")");
      }
      scheme = text.indexOf("://", end);
    }
    return Optional.empty();
  }

  private static String schemeBefore(String text, int end) {
    int start = end;
    while (start > 0
        && (Character.isLetterOrDigit(text.charAt(start - 1))
            || "+.-".indexOf(text.charAt(start - 1)) >= 0)) {
      start--;
    }
    return text.substring(start, end);
  }

  private static boolean isSwitch(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "false", "yes", "no", "on", "off", "0", "1", "none", "null", "nil" -> true;
      default -> false;
    };
  }

  /** A variable, a path, or the address of a secret in a vault. */
  private static boolean isReference(String text) {
    return text.startsWith("$")
        || text.startsWith("%(")
        || text.startsWith("/")
        || text.startsWith("./")
        || text.startsWith("@")
        || text.startsWith("file:")
        || text.startsWith("vault:")
        || text.startsWith("ref+")
        || text.startsWith("arn:")
        || text.startsWith("projects/")
        || text.startsWith("ENC[")
        || (text.contains("://") && urlWithPassword(text).isEmpty());
  }

  private static boolean isGap(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("<")
        || lower.contains("{{")
        || lower.startsWith("your")
        || lower.startsWith("replace")
        || lower.startsWith("insert")
        || lower.equals("redacted")
        || lower.equals("todo")
        || lower.chars().distinct().count() == 1;
  }
}
