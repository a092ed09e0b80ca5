package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A kind of workload that a schedule can name. */
public enum WorkloadKind {
  /** apps/v1. */
  @JsonProperty("Deployment")
  DEPLOYMENT,

  /** apps/v1. */
  @JsonProperty("StatefulSet")
  STATEFUL_SET,

  /** apps/v1. */
  @JsonProperty("DaemonSet")
  DAEMON_SET,

  /** apps/v1, one that no Deployment owns. */
  @JsonProperty("ReplicaSet")
  REPLICA_SET,

  /** v1. */
  @JsonProperty("ReplicationController")
  REPLICATION_CONTROLLER,

  /** batch/v1, one that no CronJob owns. */
  @JsonProperty("Job")
  JOB,

  /** batch/v1. */
  @JsonProperty("CronJob")
  CRON_JOB,

  /** v1, one that nothing owns. */
  @JsonProperty("Pod")
  POD
}
