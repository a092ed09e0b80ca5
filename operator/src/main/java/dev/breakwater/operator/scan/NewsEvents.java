package dev.breakwater.operator.scan;

import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.engine.report.ReportComposer;
import dev.breakwater.operator.event.Events;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Tells of what has become known about workloads that nobody touched. */
public final class NewsEvents {
  private final Events events;

  /** Tells through {@code events}. */
  public NewsEvents(Events events) {
    this.events = events;
  }

  /** Looks at a report that was just written. */
  public void tell(SecurityReport report) {
    List<Condition> conditions =
        report.getStatus() == null ? List.of() : report.getStatus().getConditions();
    for (Condition condition : conditions) {
      if (condition.getType().equals(ReportComposer.NEWLY_VULNERABLE)
          && condition.getStatus().equals("True")) {
        events.publish(
            report, Events.Type.WARNING, "Scan", "NewlyVulnerable", condition.getMessage());
      }
    }
  }
}
