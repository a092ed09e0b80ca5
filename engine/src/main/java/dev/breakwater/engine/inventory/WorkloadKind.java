package dev.breakwater.engine.inventory;

import dev.breakwater.engine.node.FieldPath;
import dev.breakwater.engine.node.Node;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built-in kinds that make pods, or are one, and where their pod template stands. */
public enum WorkloadKind {
  DEPLOYMENT("Deployment", "spec.template", "apps", true),
  STATEFUL_SET("StatefulSet", "spec.template", "apps", false),
  DAEMON_SET("DaemonSet", "spec.template", "apps", true),
  REPLICA_SET("ReplicaSet", "spec.template", "apps", true),
  REPLICATION_CONTROLLER("ReplicationController", "spec.template", "", false),
  JOB("Job", "spec.template", "batch", true),
  CRON_JOB("CronJob", "spec.jobTemplate.spec.template", "batch", false),
  POD_TEMPLATE("PodTemplate", "template", "", false),
  POD("Pod", "", "", false);

  private static final Map<String, WorkloadKind> BY_KIND =
      Stream.of(values()).collect(Collectors.toMap(WorkloadKind::kind, Function.identity()));

  private final String kind;
  private final String template;
  private final String group;
  private final boolean onceExtensions;

  WorkloadKind(String kind, String template, String group, boolean onceExtensions) {
    this.kind = kind;
    this.template = template;
    this.group = group;
    this.onceExtensions = onceExtensions;
  }

  /** The kind that {@code ref} is of, in any version of its group; empty for any other kind. */
  public static Optional<WorkloadKind> of(ObjectRef ref) {
    return Optional.ofNullable(BY_KIND.get(ref.kind())).filter(found -> found.isIn(ref.group()));
  }

  private boolean isIn(String candidate) {
    return candidate.equals(group) || (onceExtensions && candidate.equals("extensions"));
  }

  /** The spelling of the API: {@code StatefulSet}. */
  public String kind() {
    return kind;
  }

  /** Where the PodSpec stands: {@code spec.template.spec}; {@code spec} for a Pod. */
  public String podSpecPath() {
    return template.isEmpty() ? "spec" : template + ".spec";
  }

  /** The pod that {@code body}, an object of this kind, makes or is. */
  public PodTemplate template(Node body) {
    Node pod = FieldPath.find(body, template);
    return PodTemplate.of(pod.at("metadata"), pod.at("spec"), podSpecPath());
  }
}
