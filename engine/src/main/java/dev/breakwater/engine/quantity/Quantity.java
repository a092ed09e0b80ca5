package dev.breakwater.engine.quantity;

import dev.breakwater.engine.node.Node;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An amount of a resource: {@code 0.1}, {@code 100m}, {@code 1e3}, {@code 64Mi}.
 *
 * <p>The grammar is that of {@code k8s.io/apimachinery/pkg/api/resource}. Two spellings of one
 * amount are equal.
 *
 * @param value the amount in the resource's own unit: cores, bytes, pieces; without trailing zeros
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity> {
  /** Nothing at all. */
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  /** No spelling of an amount that a computer can have is longer; exponents stay small. */
  private static final int LENGTH_LIMIT = 64;

  private static final int EXPONENT_LIMIT = 100;

  /** Strips trailing zeros, so that equal amounts are equal. */
  public Quantity {
    value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  /** The quantity that a string or a number of an object means; empty if it is none, or absent. */
  public static Optional<Quantity> of(Node node) {
    return node instanceof Node.Scalar ? parse(node.display()) : Optional.empty();
  }

  /** The quantity of that spelling; empty if the API server would not take it. */
  public static Optional<Quantity> parse(String text) {
    int end = 0;
    int digits = 0;
    int points = 0;
    if (!text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-')) {
      end++;
    }
    for (; end < text.length(); end++) {
      char at = text.charAt(end);
      if (at >= '0' && at <= '9') {
        digits++;
      } else if (at == '.' && points == 0) {
        points++;
      } else {
        break;
      }
    }
    if (digits == 0 || text.length() > LENGTH_LIMIT) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text.substring(0, end));
    return scale(number, text.substring(end)).map(Quantity::new);
  }

  private static Optional<BigDecimal> scale(BigDecimal number, String suffix) {
    return switch (suffix) {
      case "" -> Optional.of(number);
      case "n" -> Optional.of(number.scaleByPowerOfTen(-9));
      case "u" -> Optional.of(number.scaleByPowerOfTen(-6));
      case "m" -> Optional.of(number.scaleByPowerOfTen(-3));
      case "k" -> Optional.of(number.scaleByPowerOfTen(3));
      case "M" -> Optional.of(number.scaleByPowerOfTen(6));
      case "G" -> Optional.of(number.scaleByPowerOfTen(9));
      case "T" -> Optional.of(number.scaleByPowerOfTen(12));
      case "P" -> Optional.of(number.scaleByPowerOfTen(15));
      case "E" -> Optional.of(number.scaleByPowerOfTen(18));
      case "Ki" -> Optional.of(number.multiply(KIBI));
      case "Mi" -> Optional.of(number.multiply(KIBI.pow(2)));
      case "Gi" -> Optional.of(number.multiply(KIBI.pow(3)));
      case "Ti" -> Optional.of(number.multiply(KIBI.pow(4)));
      case "Pi" -> Optional.of(number.multiply(KIBI.pow(5)));
      case "Ei" -> Optional.of(number.multiply(KIBI.pow(6)));
      default -> exponent(number, suffix);
    };
  }

  private static Optional<BigDecimal> exponent(BigDecimal number, String suffix) {
    if (suffix.charAt(0) != 'e' && suffix.charAt(0) != 'E') {
      return Optional.empty();
    }
    int start = 1;
    boolean negative = false;
    if (suffix.length() > 1 && (suffix.charAt(1) == '+' || suffix.charAt(1) == '-')) {
      negative = suffix.charAt(1) == '-';
      start++;
    }
    if (start == suffix.length()) {
      return Optional.empty();
    }
    int exponent = 0;
    for (int index = start; index < suffix.length(); index++) {
      char at = suffix.charAt(index);
      if (at < '0' || at > '9') {
        return Optional.empty();
      }
      exponent = Math.min(EXPONENT_LIMIT, exponent * 10 + at - '0');
    }
    return Optional.of(number.scaleByPowerOfTen(negative ? -exponent : exponent));
  }

  /** Whether it is more than nothing. */
  public boolean isPositive() {
    return value.signum() > 0;
  }

  @Override
  public int compareTo(Quantity other) {
    return value.compareTo(other.value);
  }

  /** The amount in plain digits: {@code 0.1}. */
  @Override
  public String toString() {
    return value.toPlainString();
  }
}
