package dev.breakwater.cli;

import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.explain.ExplainCommand;
import dev.breakwater.cli.podsecurity.PodSecurityCommand;
import dev.breakwater.cli.scan.ScanCommand;
import dev.breakwater.cli.schedule.NextCommand;
import dev.breakwater.cli.schedule.ScheduleCommand;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a function of its arguments and streams. */
public final class Cli {
  private Cli() {}

  /**
   * Runs one command, without colour.
   *
   * @return the exit status: 0 clean, 1 findings, 2 bad input, 3 a mistake in the program
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    return run(args, in, out, err, false);
  }

  /** Runs one command; {@code colour} says whether {@code out} is a terminal that shows it. */
  static int run(String[] args, InputStream in, PrintStream out, PrintStream err, boolean colour) {
    Console console = new Console(in, out, err, colour);
    PrintWriter outWriter = new PrintWriter(out, true, StandardCharsets.UTF_8);
    PrintWriter errWriter = new PrintWriter(err, true, StandardCharsets.UTF_8);
    CommandLine commands =
        commands(console)
            .setOut(outWriter)
            .setErr(errWriter)
            .setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF))
            .setParameterExceptionHandler((wrong, _) -> refuse(wrong, console))
            .setExecutionExceptionHandler((failure, _, _) -> fault(failure, console));
    int status = commands.execute(args);
    outWriter.flush();
    errWriter.flush();
    return status;
  }

  /** All commands, with their options. */
  static CommandLine commands(Console console) {
    CommandLine schedule = new CommandLine(new ScheduleCommand());
    schedule.addSubcommand(new NextCommand(console));
    // An argument may begin with @, as the schedule "@daily" does: it is no file of arguments.
    CommandLine commands =
        new CommandLine(new BreakwaterCommand())
            .addSubcommand(new ScanCommand(console))
            .addSubcommand(new PodSecurityCommand(console))
            .addSubcommand(schedule)
            .addSubcommand(new ExplainCommand(console));
    commands
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
    addHelp(commands);
    return commands
        .setExpandAtFiles(false)
        .setUsageHelpWidth(Console.COLUMNS)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this help.")
                .build());
    command.getSubcommands().values().forEach(Cli::addHelp);
  }

  private static int refuse(ParameterException wrong, Console console) {
    CommandLine command = wrong.getCommandLine();
    console.say(String.valueOf(wrong.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
      console.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitStatus.BAD_INPUT;
  }

  private static int fault(Exception failure, Console console) {
    console.say("this is a mistake in breakwater itself; please report it with what follows");
    failure.printStackTrace(console.err());
    return ExitStatus.FAULT;
  }
}
