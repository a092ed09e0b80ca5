package dev.breakwater.cli.console;

import java.io.PrintStream;

/** One line that tells what takes so long, where somebody watches. */
public interface Progress {
  /** Nobody watches. */
  Progress NONE =
      new Progress() {
        @Override
        public void show(String line) {}

        @Override
        public void clear() {}
      };

  /** Shows {@code line} in place of the one before; from any thread. */
  void show(String line);

  /** Takes the line away, before anything else is printed. */
  void clear();

  /** On a terminal that understands ECMA-48. */
  static Progress on(PrintStream terminal) {
    return new Progress() {
      private static final String CLEARED = "\r\u001b[K";
      private static final int COLUMNS = 79;

      private boolean shown;

      @Override
      public synchronized void show(String line) {
        terminal.print(CLEARED + Wrapping.shortened(line, COLUMNS));
        terminal.flush();
        shown = true;
      }

      @Override
      public synchronized void clear() {
        if (shown) {
          terminal.print(CLEARED);
          terminal.flush();
          shown = false;
        }
      }
    };
  }
}
