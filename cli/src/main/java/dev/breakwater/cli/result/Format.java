package dev.breakwater.cli.result;

import dev.breakwater.cli.console.Console;
import dev.breakwater.scanner.sbom.CycloneDxWriter;
import dev.breakwater.scanner.sbom.SpdxWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How a result is printed. */
public enum Format {
  /** For people. */
  TABLE,
  /** For programs. */
  JSON,
  /** For code hosts: SARIF 2.1.0. */
  SARIF,
  /** The packages and their vulnerabilities: CycloneDX 1.6. */
  CYCLONEDX,
  /** The packages: SPDX 2.3. */
  SPDX;

  /** Prints {@code result}. */
  public void print(Result result, Console console) {
    console.progress().clear();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    switch (this) {
      case TABLE -> new ResultTable(console, today, result).print();
      case JSON -> new ResultJson(result, today).print(console.out());
      case SARIF -> ResultSarif.of(result).print(console.out());
      case CYCLONEDX -> {
        console.out().writeBytes(CycloneDxWriter.write(result.assessment(), result.name()));
        sayProblems(result, console);
      }
      case SPDX -> {
        console.out().writeBytes(SpdxWriter.write(result.facts(), result.name()));
        sayProblems(result, console);
      }
    }
  }

  /** The documents have no place for what they lack. */
  private static void sayProblems(Result result, Console console) {
    result.problems().forEach(problem -> console.say("not read: " + Problems.line(problem)));
  }
}
