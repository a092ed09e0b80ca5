package dev.breakwater.cli.advisories;

import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.sbom.Vex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option {@code --vex}: statements that take vulnerabilities out. */
public final class VexOption {
  @Option(
      names = "--vex",
      paramLabel = "FILE",
      description =
          "Statements in the OpenVEX format, which are believed: what they call not_affected or"
              + " fixed is taken out, and counted. Several times for several.")
  private List<Path> vex = List.of();

  /** Whether the user named any. */
  public boolean isGiven() {
    return !vex.isEmpty();
  }

  /**
   * The statements.
   *
   * @throws IOException when a file cannot be read, or is none
   */
  public List<Vex> read() throws IOException {
    List<Vex> statements = new ArrayList<>();
    for (Path file : vex) {
      statements.add(read(file));
    }
    return statements;
  }

  private static Vex read(Path file) throws IOException {
    try {
      return Vex.read(Files.readAllBytes(file));
    } catch (MalformedException | LimitExceededException e) {
      throw new IOException("--vex: " + file + ": " + e.getMessage(), e);
    }
  }
}
