package dev.breakwater.engine.imagepolicy;

import dev.breakwater.engine.cel.Answer;
import dev.breakwater.engine.cel.Expression;
import dev.breakwater.engine.finding.Severity;
import dev.breakwater.engine.imagescan.ImageScan;
import java.time.Instant;

/**
 * A rule in the words of whoever wrote the policy.
 *
 * @param name unique in its policy
 * @param text of the expression
 * @param expression holds for an image that keeps the rule
 * @param message what is wrong with one that does not
 */
record CustomRule(String name, String text, Expression expression, String message)
    implements ContentRule {
  @Override
  public Outcome judge(String image, ImageScan.Scanned scanned, Instant now) {
    String field = "rules[" + name + "]";
    return switch (expression.evaluate(ImageWords.values(image, scanned, now))) {
      case Answer.Yes _ -> Outcome.KEPT;
      case Answer.No _ ->
          Outcome.of(
              new Violation(
                  field,
                  Severity.MEDIUM,
                  field + ": " + image + ": " + message,
                  "Change the image so that this holds: " + text));
      case Answer.Failed(String why) ->
          Outcome.unknown(
              new Unknown(
                  field,
                  "%s cannot be asked of %s: %s".formatted(field, image, why),
                  "Write the expression so that it has an answer for every image, for example 'x'"
                      + " in image.labels before image.labels['x'].",
                  true));
    };
  }
}
