package dev.breakwater.cli.scan;

import dev.breakwater.cli.console.Console;
import picocli.CommandLine.Command;

/** Scan. */
@Command(name = "scan")
public final class ScanCommand implements Runnable {
  /** The command on that console. */
  public ScanCommand(Console console) {
    console.out().flush();
  }

  @Override
  public void run() {}
}
