package dev.breakwater.cli.advisories;

import dev.breakwater.cli.console.Console;
import dev.breakwater.scanner.limit.LimitExceededException;
import dev.breakwater.scanner.limit.MalformedException;
import dev.breakwater.scanner.sbom.Vex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options {@code --db}, {@code --osv} and {@code --vex}: what packages are compared with. */
public final class AdvisoryOptions {
  @Option(
      names = "--db",
      paramLabel = "PATH",
      defaultValue = "",
      description =
          "Advisories of trivy-db: trivy.db, a folder that holds it, or db.tar.gz. Default: what"
              + " breakwater db update fetched.")
  private String database = "";

  @Option(
      names = "--osv",
      paramLabel = "PATH",
      description =
          "Advisories in the OSV format: JSON, YAML, zips, or folders of them; they fill what the"
              + " database lacks. Several times for several.")
  private List<Path> osv = List.of();

  @Option(
      names = "--vex",
      paramLabel = "FILE",
      description =
          "Statements in the OpenVEX format, which are believed: what they call not_affected or"
              + " fixed is taken out, and counted. Several times for several.")
  private List<Path> vex = List.of();

  /** Whether the user named any. */
  public boolean isGiven() {
    return !database.isEmpty() || !osv.isEmpty() || !vex.isEmpty();
  }

  /**
   * Opens what the user has.
   *
   * @param console is told what cannot be read of it
   * @throws IOException when what was named cannot be read
   */
  public Advisories open(Console console) throws IOException {
    List<Vex> statements = new ArrayList<>();
    for (Path file : vex) {
      statements.add(read(file));
    }
    return Advisories.of(database, osv, statements, console);
  }

  private static Vex read(Path file) throws IOException {
    try {
      return Vex.read(Files.readAllBytes(file));
    } catch (MalformedException | LimitExceededException e) {
      throw new IOException("--vex: " + file + ": " + e.getMessage(), e);
    }
  }
}
