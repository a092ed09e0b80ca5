package dev.breakwater.cli.result;

import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.image.facts.Severity;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --fail-on}: which findings the exit status tells of. */
public final class FailOn {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "",
      description =
          "Exit with 1 only for findings at least this bad: Critical, High, Medium or Low. Default:"
              + " for any.")
  private String severity = "";

  /** Whether the user named one. */
  public boolean isGiven() {
    return !severity.isEmpty();
  }

  /**
   * The least severity that counts.
   *
   * @throws ParameterException when the user named none
   */
  public Severity threshold() {
    return severity.isEmpty()
        ? Severity.UNKNOWN
        : Severities.parse(severity)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--fail-on: \"%s\" is no severity; write Critical, High, Medium or Low"
                            .formatted(severity)));
  }

  /** What {@code result} lets the process end with. */
  public int status(Result result) {
    return result.reaches(threshold()) ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
  }
}
