package dev.breakwater.engine.manifest;

import dev.breakwater.engine.node.Node.Absent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/**
 * What a scalar without quotes means to kubectl, which reads YAML as {@code go.yaml.in/yaml/v2}
 * (resolve.go) does: YAML 1.1 booleans, Go's integers, no timestamps.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link Long}, {@link BigInteger} or {@link
 * Double}; {@link Absent} stands for null.
 */
final class PlainScalar {
  private static final BigInteger UINT64_END = BigInteger.ONE.shiftLeft(64);

  private static final Map<String, Object> WORDS =
      Map.ofEntries(
          Map.entry("y", true),
          Map.entry("Y", true),
          Map.entry("yes", true),
          Map.entry("Yes", true),
          Map.entry("YES", true),
          Map.entry("true", true),
          Map.entry("True", true),
          Map.entry("TRUE", true),
          Map.entry("on", true),
          Map.entry("On", true),
          Map.entry("ON", true),
          Map.entry("n", false),
          Map.entry("N", false),
          Map.entry("no", false),
          Map.entry("No", false),
          Map.entry("NO", false),
          Map.entry("false", false),
          Map.entry("False", false),
          Map.entry("FALSE", false),
          Map.entry("off", false),
          Map.entry("Off", false),
          Map.entry("OFF", false),
          Map.entry("", Absent.ABSENT),
          Map.entry("~", Absent.ABSENT),
          Map.entry("null", Absent.ABSENT),
          Map.entry("Null", Absent.ABSENT),
          Map.entry("NULL", Absent.ABSENT),
          Map.entry(".nan", Double.NaN),
          Map.entry(".NaN", Double.NaN),
          Map.entry(".NAN", Double.NaN),
          Map.entry(".inf", Double.POSITIVE_INFINITY),
          Map.entry(".Inf", Double.POSITIVE_INFINITY),
          Map.entry(".INF", Double.POSITIVE_INFINITY),
          Map.entry("+.inf", Double.POSITIVE_INFINITY),
          Map.entry("+.Inf", Double.POSITIVE_INFINITY),
          Map.entry("+.INF", Double.POSITIVE_INFINITY),
          Map.entry("-.inf", Double.NEGATIVE_INFINITY),
          Map.entry("-.Inf", Double.NEGATIVE_INFINITY),
          Map.entry("-.INF", Double.NEGATIVE_INFINITY));

  private PlainScalar() {}

  /** The value of {@code text}. */
  static Object resolve(String text) {
    if (text.isEmpty()) {
      return Absent.ABSENT;
    }
    char first = text.charAt(0);
    if ((first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.') {
      return number(text);
    }
    return "yYnNtTfFoO~".indexOf(first) < 0 || text.length() > 5
        ? text
        : WORDS.getOrDefault(text, text);
  }

  private static Object number(String text) {
    Object word = text.length() <= 5 ? WORDS.get(text) : null;
    if (word != null) {
      return word;
    }
    boolean dot = text.charAt(0) == '.';
    if (dot && !areUnderscoresBetweenDigits(text)) {
      return text;
    }
    String plain = text.indexOf('_') < 0 ? text : text.replace("_", "");
    if (!dot) {
      Optional<Number> integer = integer(plain);
      if (integer.isPresent()) {
        return integer.get();
      }
    }
    if (!isDecimal(plain)) {
      return text;
    }
    double number = Double.parseDouble(plain);
    return Double.isInfinite(number) ? text : number;
  }

  /** What Go's {@code ParseFloat} asks of a number; others lose their underscores unasked. */
  private static boolean areUnderscoresBetweenDigits(String text) {
    for (int at = text.indexOf('_'); at >= 0; at = text.indexOf('_', at + 1)) {
      if (digits(text, at - 1) == 0 || digits(text, at + 1) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Go's {@code ParseInt(text, 0, 64)}, then {@code ParseUint}. */
  private static Optional<Number> integer(String text) {
    int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    int radix = 10;
    int digits = start;
    if (text.length() > start + 1 && text.charAt(start) == '0') {
      radix =
          switch (text.charAt(start + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O', '0', '1', '2', '3', '4', '5', '6', '7' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
          };
      if (radix == 0) {
        return Optional.empty();
      }
      digits += Character.isDigit(text.charAt(start + 1)) ? 1 : 2;
    }
    // 64 binary digits are the longest; leading zeros add to any of them, but not without end.
    if (digits == text.length() || text.length() > 256) {
      return Optional.empty();
    }
    for (int i = digits; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 'f' || Character.digit(c, radix) < 0) {
        return Optional.empty();
      }
    }
    BigInteger value =
        text.length() - digits <= 15
            ? BigInteger.valueOf(Long.parseLong(text, digits, text.length(), radix))
            : new BigInteger(text.substring(digits), radix);
    BigInteger signed = text.startsWith("-") ? value.negate() : value;
    if (signed.bitLength() <= 63) {
      return Optional.of(signed.longValue());
    }
    return start == 0 && value.compareTo(UINT64_END) < 0 ? Optional.of(value) : Optional.empty();
  }

  /** {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}. */
  private static boolean isDecimal(String text) {
    int at = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    int whole = digits(text, at);
    at += whole;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);
      if (whole == 0 && fraction == 0) {
        return false;
      }
      at += 1 + fraction;
    } else if (whole == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int exponent = digits(text, at);
      if (exponent == 0) {
        return false;
      }
      at += exponent;
    }
    return at == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  /**
   * A value as the key of a JSON object, as {@code sigs.k8s.io/yaml} (convertToJSONableObject)
   * spells it; empty where it refuses.
   */
  static Optional<String> key(Object value) {
    return switch (value) {
      case String text -> Optional.of(text);
      case Boolean bool -> Optional.of(bool.toString());
      case Long number -> Optional.of(number.toString());
      case Double number -> Optional.of(floatKey(number));
      default -> Optional.empty();
    };
  }

  /** Go's {@code FormatFloat(number, 'g', -1, 32)}. */
  private static String floatKey(double number) {
    float single = (float) number;
    if (Float.isNaN(single)) {
      return ".nan";
    }
    if (Float.isInfinite(single)) {
      return single > 0 ? ".inf" : "-.inf";
    }
    if (single == 0) {
      return 1 / single < 0 ? "-0" : "0";
    }
    BigDecimal decimal = new BigDecimal(Float.toString(single)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return (single < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
  }
}
