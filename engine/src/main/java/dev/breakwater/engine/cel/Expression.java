package dev.breakwater.engine.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/**
 * An expression that was checked: what it says is true or false, and its evaluation is bounded by
 * what it costs, not by time, so that the same values always give the same answer.
 */
public final class Expression {
  /**
   * Each step costs 1, and each 10 characters of a text that it yields 1 more, as in Kubernetes.
   */
  private static final long BUDGET = 1_000_000;

  private static final int CHARACTERS = 10;

  /** How the library begins its messages, before an offset. */
  private static final String PLACE = "evaluation error at ";

  private final CelRuntime.Program program;

  Expression(CelRuntime.Program program) {
    this.program = program;
  }

  /**
   * Evaluates it.
   *
   * @param values of each variable of its language
   */
  public Answer evaluate(Map<String, ?> values) {
    Meter meter = new Meter();
    try {
      Object result = program.trace(values, (step, value) -> meter.count(value));
      // an operand of || and && that fails is forgotten where the other one decides
      if (meter.spent > BUDGET) {
        return tooCostly();
      }
      return Boolean.TRUE.equals(result) ? new Answer.Yes() : new Answer.No();
    } catch (CelEvaluationException e) {
      return meter.spent > BUDGET ? tooCostly() : new Answer.Failed(why(e));
    }
  }

  private static Answer tooCostly() {
    return new Answer.Failed(
        "it costs more than " + BUDGET + " steps; ask something simpler of fewer things");
  }

  private static String why(CelEvaluationException failure) {
    String message = String.valueOf(failure.getMessage());
    int colon = message.indexOf(": ");
    String problem =
        message.startsWith(PLACE) && colon > 0 ? message.substring(colon + 2) : message;
    return failure.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND
        ? "there is no " + problem
        : problem;
  }

  private static final class Meter {
    private long spent;

    void count(Object value) {
      spent += 1 + (value instanceof String text ? text.length() / CHARACTERS : 0);
      if (spent > BUDGET) {
        throw new IllegalStateException("the budget is spent");
      }
    }
  }
}
