package dev.breakwater.cli.schedule;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything about schedules. */
@Command(
    name = "schedule",
    description = {"Says when a schedule is due, exactly as a CronJob or a ScanSchedule is.", ""})
public final class ScheduleCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name what you want to know: schedule next");
  }
}
