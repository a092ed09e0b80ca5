package dev.breakwater.engine.isolation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one spelling in which the API server stores a quantity: {@code 1000m} is kept as {@code 1},
 * {@code 1024Mi} as {@code 1Gi}, {@code 0.5Gi} as {@code 512Mi}.
 *
 * <p>Source: {@code ParseQuantity} and {@code CanonicalizeBytes} of
 * k8s.io/apimachinery/pkg/api/resource/quantity.go, and the rounding up to milli units of {@code
 * SetDefaults_ResourceList} (pkg/apis/core/v1/defaults.go).
 */
final class Quantities {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(|[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)");
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final List<String> DECIMAL =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final int ONES = 3;
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final int SCALE = 3;

  private Quantities() {}

  /** The stored spelling; what is no quantity comes back as it is, for the API server to refuse. */
  static String canonical(String quantity) {
    Matcher matcher = SYNTAX.matcher(quantity.strip());
    if (!matcher.matches()) {
      return quantity;
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String suffix = matcher.group(2);
    if (suffix.endsWith("i")) {
      BigDecimal value = stored(number.multiply(KIBI.pow(BINARY.indexOf(suffix))));
      boolean small = value.abs().compareTo(KIBI) < 0;
      return small || value.stripTrailingZeros().scale() > 0
          ? decimal(value)
          : binary(value.toBigIntegerExact());
    }
    if (suffix.length() > 1) {
      return exponent(stored(number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)))));
    }
    int thousands = suffix.isEmpty() ? 0 : DECIMAL.indexOf(suffix) - ONES;
    return decimal(stored(number.scaleByPowerOfTen(3 * thousands)));
  }

  private static BigDecimal stored(BigDecimal value) {
    return value.setScale(SCALE, value.signum() < 0 ? RoundingMode.FLOOR : RoundingMode.CEILING);
  }

  private static String binary(BigInteger value) {
    BigInteger kibi = BigInteger.valueOf(1024);
    BigInteger rest = value;
    int index = 0;
    while (index < BINARY.size() - 1 && rest.mod(kibi).signum() == 0) {
      rest = rest.divide(kibi);
      index++;
    }
    return rest + BINARY.get(index);
  }

  private static String decimal(BigDecimal value) {
    int thousands = thousands(value, DECIMAL.size() - 1 - ONES);
    return value.scaleByPowerOfTen(-3 * thousands).toBigIntegerExact()
        + DECIMAL.get(ONES + thousands);
  }

  private static String exponent(BigDecimal value) {
    int thousands = thousands(value, Integer.MAX_VALUE);
    BigInteger number = value.scaleByPowerOfTen(-3 * thousands).toBigIntegerExact();
    return thousands == 0 ? number.toString() : number + "e" + 3 * thousands;
  }

  /** The largest power of 1000 that leaves a whole number. */
  private static int thousands(BigDecimal value, int most) {
    if (value.signum() == 0) {
      return 0;
    }
    int zeros = -value.stripTrailingZeros().scale();
    return Math.min(Math.floorDiv(zeros, 3), most);
  }
}
