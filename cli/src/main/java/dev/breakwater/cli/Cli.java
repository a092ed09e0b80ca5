package dev.breakwater.cli;

import dev.breakwater.cli.advisories.DatabaseCommand;
import dev.breakwater.cli.advisories.DatabaseInfoCommand;
import dev.breakwater.cli.advisories.DatabaseUpdateCommand;
import dev.breakwater.cli.console.Console;
import dev.breakwater.cli.console.ExitStatus;
import dev.breakwater.cli.console.Progress;
import dev.breakwater.cli.explain.ExplainCommand;
import dev.breakwater.cli.fs.FsCommand;
import dev.breakwater.cli.image.ImageCommand;
import dev.breakwater.cli.podsecurity.PodSecurityCommand;
import dev.breakwater.cli.sbom.SbomCommand;
import dev.breakwater.cli.scan.ScanCommand;
import dev.breakwater.cli.schedule.NextCommand;
import dev.breakwater.cli.schedule.ScheduleCommand;
import dev.breakwater.cli.secrets.SecretsCommand;
import dev.breakwater.cli.version.CompareCommand;
import dev.breakwater.cli.version.MatchCommand;
import dev.breakwater.cli.version.VersionCommand;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a function of its arguments and streams. */
public final class Cli {
  private static final List<String> NAMES =
      List.of(
          "scan",
          "image",
          "fs",
          "secrets",
          "sbom",
          "db",
          "podsecurity",
          "schedule",
          "explain",
          "version",
          "completion");

  private Cli() {}

  /**
   * Runs one command, without colour.
   *
   * @return the exit status: 0 clean, 1 findings, 2 bad input, 3 a mistake in the program
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    return run(args, new Console(in, out, err, false, Progress.NONE));
  }

  /** Runs one command on {@code console}. */
  static int run(String[] args, Console console) {
    PrintWriter outWriter = new PrintWriter(console.out(), true, StandardCharsets.UTF_8);
    PrintWriter errWriter = new PrintWriter(console.err(), true, StandardCharsets.UTF_8);
    CommandLine commands =
        commandsFor(args, console)
            .setOut(outWriter)
            .setErr(errWriter)
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF))
            .setParameterExceptionHandler((wrong, _) -> refuse(wrong, console))
            .setExecutionExceptionHandler((failure, _, _) -> fault(failure, console));
    int status = commands.execute(args);
    outWriter.flush();
    errWriter.flush();
    return status;
  }

  /** All commands, with their options. */
  static CommandLine commands(Console console) {
    return commands(NAMES, console);
  }

  /**
   * Only the named command, where one is named: to describe the options of all takes longer than
   * most commands run.
   */
  private static CommandLine commandsFor(String[] args, Console console) {
    return commands(args.length > 0 && NAMES.contains(args[0]) ? List.of(args[0]) : NAMES, console);
  }

  private static CommandLine commands(List<String> names, Console console) {
    CommandLine commands = new CommandLine(new BreakwaterCommand());
    names.forEach(name -> commands.addSubcommand(command(name, console)));
    commands
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
    addHelp(commands);
    // An argument may begin with @, as the schedule "@daily" does: it is no file of arguments.
    return commands
        .setExpandAtFiles(false)
        .setUsageHelpWidth(Console.COLUMNS)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static CommandLine command(String name, Console console) {
    return switch (name) {
      case "scan" -> new CommandLine(new ScanCommand(console));
      case "image" -> new CommandLine(new ImageCommand(console));
      case "fs" -> new CommandLine(new FsCommand(console));
      case "secrets" -> new CommandLine(new SecretsCommand(console));
      case "sbom" -> new CommandLine(new SbomCommand(console));
      case "db" ->
          new CommandLine(new DatabaseCommand())
              .addSubcommand(new DatabaseUpdateCommand(console))
              .addSubcommand(new DatabaseInfoCommand(console));
      case "podsecurity" -> new CommandLine(new PodSecurityCommand(console));
      case "schedule" ->
          new CommandLine(new ScheduleCommand()).addSubcommand(new NextCommand(console));
      case "explain" -> new CommandLine(new ExplainCommand(console));
      case "version" ->
          new CommandLine(new VersionCommand())
              .addSubcommand(new CompareCommand(console))
              .addSubcommand(new MatchCommand(console));
      case "completion" -> new CommandLine(new CompletionCommand(console));
      default -> throw new IllegalArgumentException("no command " + name);
    };
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
