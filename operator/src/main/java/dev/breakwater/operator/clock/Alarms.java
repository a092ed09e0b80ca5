package dev.breakwater.operator.clock;

import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;

/**
 * One alarm for each key, each of which rings once.
 *
 * <p>Alarms are a convenience, not a memory: they are lost when the process ends, and set again by
 * whoever looks at the status of a resource. Nothing here knows about cron.
 */
public final class Alarms implements AutoCloseable {
  /** Quartz fires up to 2 ms early, and cuts fractions of milliseconds off. */
  private static final int NEVER_EARLY_MILLIS = 3;

  /** Quartz finds schedulers by name in a registry of the whole process. */
  private static final AtomicLong COUNT = new AtomicLong();

  private final Scheduler scheduler;
  private final JobDetail job =
      JobBuilder.newJob(Ring.class).withIdentity("ring").storeDurably().build();

  /**
   * Starts with no alarm set.
   *
   * @param ring is called with the key of an alarm, at its instant or later, never before, on one
   *     of two threads; it should be quick. What it throws is logged and forgotten
   */
  public Alarms(Consumer<String> ring) {
    Properties settings = new Properties();
    settings.setProperty(
        StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "alarms-" + COUNT.incrementAndGet());
    settings.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
    settings.setProperty(
        StdSchedulerFactory.PROP_THREAD_POOL_CLASS, SimpleThreadPool.class.getName());
    settings.setProperty("org.quartz.threadPool.threadCount", "2");
    settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    settings.setProperty(StdSchedulerFactory.PROP_JOB_STORE_CLASS, RAMJobStore.class.getName());
    try {
      scheduler = new StdSchedulerFactory(settings).getScheduler();
      scheduler.setJobFactory((bundle, owner) -> new Ring(ring));
      scheduler.addJob(job, true);
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("cannot start the clock", e);
    }
  }

  /**
   * Sets the alarm of {@code key}, in place of the one that is set already; one in the past rings
   * at once.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void set(String key, Instant at) {
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .forJob(job)
            .startAt(Date.from(at.plusMillis(NEVER_EARLY_MILLIS)))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build();
    try {
      if (scheduler.rescheduleJob(trigger.getKey(), trigger) == null) {
        scheduler.scheduleJob(trigger);
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("cannot set the alarm of " + key, e);
    }
  }

  /**
   * Takes the alarm of {@code key} back, if one is set; it may still be ringing.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void cancel(String key) {
    try {
      scheduler.unscheduleJob(TriggerKey.triggerKey(key));
    } catch (SchedulerException e) {
      throw new IllegalStateException("cannot cancel the alarm of " + key, e);
    }
  }

  /** Takes all alarms back; returns when none is ringing any more. */
  @Override
  public void close() {
    // Not synchronized: an alarm that rings may be waiting to set another one.
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("cannot stop the clock", e);
    }
  }

  private record Ring(Consumer<String> ring) implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      ring.accept(context.getTrigger().getKey().getName());
    }
  }
}
