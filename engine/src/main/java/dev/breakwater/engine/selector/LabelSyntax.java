package dev.breakwater.engine.selector;

import java.util.Optional;

/**
 * What the API server takes as a label's name and value: {@code IsQualifiedName} and {@code
 * IsValidLabelValue} of {@code k8s.io/apimachinery/pkg/util/validation}.
 */
final class LabelSyntax {
  private static final int NAME_LIMIT = 63;
  private static final int PREFIX_LIMIT = 253;

  private LabelSyntax() {}

  static Optional<String> problemOfKey(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    if (slash >= 0 && !isSubdomain(key.substring(0, slash))) {
      return Optional.of(
          "\"" + key + "\" has a prefix that is no DNS subdomain; write it like example.com/name");
    }
    return isName(name)
        ? Optional.empty()
        : Optional.of(
            "\""
                + key
                + "\" is no label name; use at most 63 letters, digits, '-', '_' or '.', beginning"
                + " and ending with a letter or digit");
  }

  static Optional<String> problemOfValue(String value) {
    return value.isEmpty() || isName(value)
        ? Optional.empty()
        : Optional.of(
            "\""
                + value
                + "\" is no label value; use at most 63 letters, digits, '-', '_' or '.', beginning"
                + " and ending with a letter or digit");
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > NAME_LIMIT) {
      return false;
    }
    for (int index = 0; index < text.length(); index++) {
      char at = text.charAt(index);
      boolean inner = at == '-' || at == '_' || at == '.';
      boolean edge = index == 0 || index == text.length() - 1;
      if (!isAlphanumeric(at) && (edge || !inner)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSubdomain(String text) {
    if (text.isEmpty() || text.length() > PREFIX_LIMIT) {
      return false;
    }
    for (int index = 0; index < text.length(); index++) {
      char at = text.charAt(index);
      boolean edge =
          index == 0
              || index == text.length() - 1
              || text.charAt(index - 1) == '.'
              || text.charAt(index + 1) == '.';
      boolean inner = at == '-' || at == '.';
      if (!isLowercaseOrDigit(at) && (edge || !inner)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char at) {
    return isLowercaseOrDigit(at) || (at >= 'A' && at <= 'Z');
  }

  private static boolean isLowercaseOrDigit(char at) {
    return (at >= 'a' && at <= 'z') || (at >= '0' && at <= '9');
  }
}
