package dev.breakwater.cli;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.Progress;
import dev.breakwater.scanner.registry.Proxies;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The program {@code breakwater}. */
public final class Main {
  private static final int BUFFER = 1 << 16;

  private Main() {}

  /** Runs the command that {@code args} name and exits with its status. */
  public static void main(String[] args) {
    // The client's libraries would log, and complain that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Proxies.allowPasswords();
    // Always UTF-8, whatever the locale says: what is printed is often read by another program.
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int status = Cli.run(args, new Console(System.in, out, err, isColourWanted(), progress(err)));
    out.flush();
    err.flush();
    System.exit(status);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  /** Where standard error is a terminal: the JDK tells of the other streams only, Linux of all. */
  private static Progress progress(PrintStream err) {
    try {
      String stream = Path.of("/proc/self/fd/2").toRealPath().toString();
      boolean terminal = stream.startsWith("/dev/pts/") || stream.startsWith("/dev/tty");
      return terminal && !"dumb".equals(System.getenv("TERM")) ? Progress.on(err) : Progress.NONE;
    } catch (IOException e) {
      return Progress.NONE;
    }
  }

  /** On a terminal that knows colours, unless the user wants none (no-color.org). */
  @SuppressWarnings("SystemConsoleNull") // depends on -Djdk.console
  private static boolean isColourWanted() {
    String noColour = System.getenv("NO_COLOR");
    return (noColour == null || noColour.isEmpty())
        && !"dumb".equals(System.getenv("TERM"))
        && System.console() != null
        && System.console().isTerminal();
  }
}
