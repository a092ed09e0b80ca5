package dev.breakwater.operator.report;

import dev.breakwater.api.v1alpha1.SecurityReport;
import dev.breakwater.api.v1alpha1.SecurityReportStatus;
import dev.breakwater.engine.report.PreviousReport;
import dev.breakwater.engine.report.ReportContent;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes reports by server-side apply, and only those that say something new. */
public final class ReportWriter {
  private static final String MANAGER = "breakwater-reports";
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final ReportStore store;

  /** Writes through {@code client}; tells {@code store} what was written. */
  public ReportWriter(KubernetesClient client, ReportStore store) {
    this.client = client;
    this.store = store;
  }

  /**
   * Writes {@code report} unless the cluster already holds the same.
   *
   * @return whether it was written
   * @throws KubernetesClientException if the API server refuses or does not answer
   */
  public boolean write(SecurityReport report) {
    String namespace = report.getMetadata().getNamespace();
    String name = report.getMetadata().getName();
    PreviousReport before = store.find(namespace, name).orElse(null);
    if (before != null && before.contentHash().equals(ReportContent.hash(report))) {
      return false;
    }
    store.written(
        client
            .resource(report)
            .inNamespace(namespace)
            .fieldManager(MANAGER)
            .forceConflicts()
            .serverSideApply());
    return true;
  }

  /** Deletes {@code report}; one that is gone already is no error. */
  public void delete(PreviousReport report) {
    client
        .resources(SecurityReport.class)
        .inNamespace(report.namespace())
        .withName(report.name())
        .delete();
    store.deleted(report);
  }

  /**
   * Says in {@code report} that the last scan failed, and leaves what the last good one found.
   *
   * @param message why, for a person
   */
  public void markFailed(PreviousReport report, String message, Instant now) {
    try {
      client
          .resources(SecurityReport.class)
          .inNamespace(report.namespace())
          .withName(report.name())
          .edit(current -> failed(current, message, now));
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        throw e;
      }
    }
  }

  private static SecurityReport failed(SecurityReport report, String message, Instant now) {
    SecurityReportStatus status =
        Objects.requireNonNullElseGet(report.getStatus(), SecurityReportStatus::new);
    Condition failed =
        new ConditionBuilder()
            .withType("ScanFailed")
            .withStatus("True")
            .withReason("JudgementFailed")
            .withMessage(message)
            .withLastTransitionTime(now.truncatedTo(ChronoUnit.SECONDS).toString())
            .build();
    List<Condition> conditions = new ArrayList<>(status.getConditions());
    for (Condition standing : status.getConditions()) {
      if (standing.getType().equals(failed.getType())) {
        conditions.remove(standing);
        if (standing.getStatus().equals(failed.getStatus())) {
          failed.setLastTransitionTime(standing.getLastTransitionTime());
        }
      }
    }
    conditions.add(failed);
    status.setConditions(conditions);
    report.setStatus(status);
    return report;
  }
}
