package dev.breakwater.scanner.advisory;

import dev.breakwater.image.facts.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The base score of a CVSS 3.0 or 3.1 vector, by the <a
 * href="https://www.first.org/cvss/v3-1/specification-document">specification</a>, section 7.1.
 * Version 4 has no formula but a table of 270 expert judgements; its vectors are shown without a
 * score.
 */
final class CvssScore {
  private static final Map<String, Double> WEIGHTS =
      Map.ofEntries(
          Map.entry("AV:N", 0.85),
          Map.entry("AV:A", 0.62),
          Map.entry("AV:L", 0.55),
          Map.entry("AV:P", 0.2),
          Map.entry("AC:L", 0.77),
          Map.entry("AC:H", 0.44),
          Map.entry("PR:N", 0.85),
          Map.entry("PR:L", 0.62),
          Map.entry("PR:H", 0.27),
          Map.entry("UI:N", 0.85),
          Map.entry("UI:R", 0.62));

  /** With a changed scope privileges weigh more. */
  private static final Map<String, Double> CHANGED_PRIVILEGES =
      Map.of("N", 0.85, "L", 0.68, "H", 0.5);

  private static final Map<String, Double> IMPACT = Map.of("H", 0.56, "L", 0.22, "N", 0.0);

  private CvssScore() {}

  /** The base score, 0 to 10; empty for any other text. */
  static OptionalDouble of(String vector) {
    if (!vector.startsWith("CVSS:3.")) {
      return OptionalDouble.empty();
    }
    Map<String, String> metrics = new HashMap<>();
    for (String metric : vector.split("/", -1)) {
      int colon = metric.indexOf(':');
      if (colon > 0) {
        metrics.put(metric.substring(0, colon), metric.substring(colon + 1));
      }
    }
    boolean changed = "C".equals(metrics.get("S"));
    double exploitability = 8.22;
    for (String metric : new String[] {"AV", "AC", "UI", "PR"}) {
      String value = metrics.getOrDefault(metric, "");
      Double weight =
          changed && metric.equals("PR")
              ? CHANGED_PRIVILEGES.get(value)
              : WEIGHTS.get(metric + ":" + value);
      if (weight == null) {
        return OptionalDouble.empty();
      }
      exploitability *= weight;
    }
    double left = 1;
    for (String metric : new String[] {"C", "I", "A"}) {
      Double weight = IMPACT.get(metrics.getOrDefault(metric, ""));
      if (weight == null) {
        return OptionalDouble.empty();
      }
      left *= 1 - weight;
    }
    return OptionalDouble.of(score(1 - left, exploitability, changed));
  }

  private static double score(double base, double exploitability, boolean changed) {
    double impact =
        changed ? 7.52 * (base - 0.029) - 3.25 * Math.pow(base - 0.02, 15) : 6.42 * base;
    if (impact <= 0) {
      return 0;
    }
    return roundedUp(Math.min(10, (changed ? 1.08 : 1) * (impact + exploitability)));
  }

  /** To one decimal, upwards, but not because of the last bits of a double (appendix A). */
  private static double roundedUp(double value) {
    long hundredThousandths = Math.round(value * 100_000);
    return hundredThousandths % 10_000 == 0
        ? hundredThousandths / 100_000.0
        : (Math.floorDiv(hundredThousandths, 10_000L) + 1) / 10.0;
  }

  /** The severity of a score, by the qualitative scale of the specification. */
  static Severity severity(double score) {
    if (score >= 9) {
      return Severity.CRITICAL;
    }
    if (score >= 7) {
      return Severity.HIGH;
    }
    return score >= 4 ? Severity.MEDIUM : score > 0 ? Severity.LOW : Severity.UNKNOWN;
  }
}
