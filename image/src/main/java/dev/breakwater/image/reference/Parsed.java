package dev.breakwater.image.reference;

/**
 * The outcome of reading a text that a person wrote.
 *
 * @param <T> what the text means when it is valid
 */
public sealed interface Parsed<T> {

  /** The text is valid and means {@code value}. */
  record Valid<T>(T value) implements Parsed<T> {}

  /**
   * The text is not valid.
   *
   * @param reason names the text (shortened, unprintable characters escaped), what is wrong with it
   *     and what to write instead; the caller adds the name of the field
   */
  record Invalid<T>(String reason) implements Parsed<T> {}

  /**
   * The value of a text that is known to be valid, such as a constant.
   *
   * @throws IllegalArgumentException with the reason when the text is invalid after all
   */
  default T orElseThrow() {
    return switch (this) {
      case Valid<T>(T value) -> value;
      case Invalid<T>(String reason) -> throw new IllegalArgumentException(reason);
    };
  }
}
