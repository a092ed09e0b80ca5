package dev.breakwater.cli.result;

import dev.breakwater.scanner.sbom.Vex;
import dev.breakwater.scanner.sbom.VexVerdict.Excepted;

/** Vulnerabilities that statements took out, in words. */
final class Exceptions {
  private Exceptions() {}

  /** {@code not_affected, vulnerable_code_not_present (Example Inc)}. */
  static String reason(Excepted excepted) {
    Vex.Statement said = excepted.statement();
    String why = said.justification().map(Vex.Justification::toString).orElse(said.impact());
    return said.status()
        + (why.isEmpty() ? "" : ", " + why)
        + (excepted.author().isEmpty() ? "" : " (" + excepted.author() + ")");
  }
}
