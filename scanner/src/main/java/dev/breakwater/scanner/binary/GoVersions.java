package dev.breakwater.scanner.binary;

/** The versions of Go modules: <a href="https://go.dev/ref/mod#versions">semantic versions</a>. */
final class GoVersions {

  private GoVersions() {}

  /** Whether this is {@code v1}, {@code v1.2} or {@code v1.2.3-pre+build}; the v may be missing. */
  static boolean isSemantic(String text) {
    String version = text.startsWith("v") ? text.substring(1) : text;
    int plus = version.indexOf('+');
    if (plus >= 0) {
      if (!areIdentifiers(version.substring(plus + 1), false)) {
        return false;
      }
      version = version.substring(0, plus);
    }
    int dash = version.indexOf('-');
    boolean decorated = plus >= 0 || dash >= 0;
    if (dash >= 0) {
      if (!areIdentifiers(version.substring(dash + 1), true)) {
        return false;
      }
      version = version.substring(0, dash);
    }
    String[] numbers = version.split("\\.", -1);
    if (numbers.length > 3 || (decorated && numbers.length < 3)) {
      return false;
    }
    for (String number : numbers) {
      if (!isDigits(number) || (number.length() > 1 && number.startsWith("0"))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it names a commit: {@code v0.0.0-20240102030405-0123456789ab} and its kin. */
  static boolean isPseudo(String version) {
    int plus = version.indexOf('+');
    String text = plus < 0 ? version : version.substring(0, plus);
    int revision = text.lastIndexOf('-');
    if (revision < 14 || !isSemantic(version) || !isAlphanumeric(text.substring(revision + 1))) {
      return false;
    }
    String time = text.substring(revision - 14, revision);
    String base = text.substring(0, revision - 14);
    return isDigits(time)
        && (base.endsWith(".0.0-") || base.endsWith("-0.") || base.endsWith(".0."))
        && base.indexOf('-') > 0;
  }

  private static boolean areIdentifiers(String text, boolean prerelease) {
    for (String part : text.split("\\.", -1)) {
      boolean valid =
          !part.isEmpty()
              && part.chars().allMatch(c -> isAlphanumeric(c) || c == '-')
              && !(prerelease && part.length() > 1 && part.startsWith("0") && isDigits(part));
      if (!valid) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isAlphanumeric(String text) {
    return !text.isEmpty() && text.chars().allMatch(GoVersions::isAlphanumeric);
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
