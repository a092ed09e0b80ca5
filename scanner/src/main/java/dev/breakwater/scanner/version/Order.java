package dev.breakwater.scanner.version;

/** How one version stands to another. */
public enum Order {
  /** It is the earlier one. */
  BEFORE("<"),
  /** Neither is earlier, though they may be spelled differently. */
  SAME("="),
  /** It is the later one. */
  AFTER(">");

  private final String symbol;

  Order(String symbol) {
    this.symbol = symbol;
  }

  /** What {@link Comparable#compareTo} means. */
  static Order of(int comparison) {
    if (comparison == 0) {
      return SAME;
    }
    return comparison < 0 ? BEFORE : AFTER;
  }

  /** {@code <}, {@code =} or {@code >}. */
  public String symbol() {
    return symbol;
  }
}
