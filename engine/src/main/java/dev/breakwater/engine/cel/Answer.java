package dev.breakwater.engine.cel;

/** What an expression says of some values. */
public sealed interface Answer {
  /** It holds. */
  record Yes() implements Answer {}

  /** It does not hold. */
  record No() implements Answer {}

  /**
   * It cannot be evaluated on these values.
   *
   * @param why for the person who wrote it
   */
  record Failed(String why) implements Answer {}
}
