package dev.breakwater.engine.manifest;

import static dev.breakwater.engine.manifest.Shape.Simple.BOOL;
import static dev.breakwater.engine.manifest.Shape.Simple.QUANTITY;
import static dev.breakwater.engine.manifest.Shape.Simple.TEXT;
import static dev.breakwater.engine.manifest.Shape.Simple.WHOLE;
import static dev.breakwater.engine.manifest.Shape.Simple.WHOLE_OR_TEXT;

import dev.breakwater.engine.inventory.ObjectRef;
import dev.breakwater.engine.inventory.WorkloadKind;
import dev.breakwater.engine.manifest.Shape.Fields;
import dev.breakwater.engine.manifest.Shape.ListOf;
import dev.breakwater.engine.manifest.Shape.MapOf;
import dev.breakwater.engine.node.FieldPath;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The types of the fields that judgement reads, as the API's Go types declare them (k8s.io/api core
 * v1, networking v1). Fields that nothing here reads are left to the API server.
 */
final class Shapes {
  /** One mistake often repeats; beyond this the author has seen the point. */
  private static final int MAX_PROBLEMS = 20;

  private static final Shape TEXTS = new ListOf(TEXT);
  private static final Shape TEXT_MAP = new MapOf(TEXT);
  private static final Shape QUANTITIES = new MapOf(QUANTITY);
  private static final Shape MAPPING = new Fields();

  private static final Shape METADATA =
      new Fields()
          .all(TEXT, "name", "generateName", "namespace", "uid")
          .all(TEXT_MAP, "labels", "annotations")
          .field(
              "ownerReferences",
              new ListOf(
                  new Fields()
                      .all(TEXT, "apiVersion", "kind", "name", "uid")
                      .field("controller", BOOL)));

  private static final Shape METADATA_FIELD = new Fields().field("metadata", METADATA);

  private static final Shape SELECTOR =
      new Fields()
          .field("matchLabels", TEXT_MAP)
          .field(
              "matchExpressions",
              new ListOf(new Fields().all(TEXT, "key", "operator").field("values", TEXTS)));

  private static final Shape PROFILE = new Fields().all(TEXT, "type", "localhostProfile");
  private static final Shape SE_LINUX = new Fields().all(TEXT, "user", "role", "type", "level");
  private static final Shape WINDOWS =
      new Fields().field("hostProcess", BOOL).field("runAsUserName", TEXT);

  private static final Shape CONTAINER_SECURITY =
      new Fields()
          .all(
              BOOL,
              "privileged",
              "allowPrivilegeEscalation",
              "readOnlyRootFilesystem",
              "runAsNonRoot")
          .all(WHOLE, "runAsUser", "runAsGroup")
          .field("procMount", TEXT)
          .field("capabilities", new Fields().all(TEXTS, "add", "drop"))
          .all(PROFILE, "seccompProfile", "appArmorProfile")
          .field("seLinuxOptions", SE_LINUX)
          .field("windowsOptions", WINDOWS);

  private static final Shape HTTP =
      new Fields().all(TEXT, "host", "path", "scheme").field("port", WHOLE_OR_TEXT);
  private static final Shape HANDLER =
      new Fields()
          .field("httpGet", HTTP)
          .field("tcpSocket", new Fields().field("host", TEXT).field("port", WHOLE_OR_TEXT))
          .field("exec", new Fields().field("command", TEXTS));

  private static final Shape CONTAINER =
      new Fields()
          .all(TEXT, "name", "image", "imagePullPolicy", "restartPolicy", "workingDir")
          .all(TEXTS, "command", "args")
          .all(BOOL, "stdin", "tty")
          .field(
              "env",
              new ListOf(new Fields().all(TEXT, "name", "value").field("valueFrom", MAPPING)))
          .field("envFrom", new ListOf(MAPPING))
          .field(
              "ports",
              new ListOf(
                  new Fields()
                      .all(WHOLE, "containerPort", "hostPort")
                      .all(TEXT, "name", "protocol", "hostIP")))
          .field("resources", new Fields().all(QUANTITIES, "limits", "requests"))
          .field("securityContext", CONTAINER_SECURITY)
          .field(
              "volumeMounts",
              new ListOf(
                  new Fields()
                      .all(TEXT, "name", "mountPath", "subPath", "mountPropagation")
                      .field("readOnly", BOOL)))
          .all(HANDLER, "livenessProbe", "readinessProbe", "startupProbe")
          .field("lifecycle", new Fields().all(HANDLER, "postStart", "preStop"));

  private static final Shape VOLUME =
      new Fields()
          .field("name", TEXT)
          .field("hostPath", new Fields().all(TEXT, "path", "type"))
          .field("projected", new Fields().field("sources", new ListOf(MAPPING)))
          .all(MAPPING, "secret", "configMap", "emptyDir", "persistentVolumeClaim", "downwardAPI");

  private static final Shape POD_SECURITY =
      new Fields()
          .field("runAsNonRoot", BOOL)
          .all(WHOLE, "runAsUser", "runAsGroup", "fsGroup")
          .field("supplementalGroups", new ListOf(WHOLE))
          .field("sysctls", new ListOf(new Fields().all(TEXT, "name", "value")))
          .all(PROFILE, "seccompProfile", "appArmorProfile")
          .field("seLinuxOptions", SE_LINUX)
          .field("windowsOptions", WINDOWS);

  private static final Shape POD_SPEC =
      new Fields()
          .all(new ListOf(CONTAINER), "containers", "initContainers", "ephemeralContainers")
          .all(
              BOOL,
              "hostNetwork",
              "hostPID",
              "hostIPC",
              "hostUsers",
              "shareProcessNamespace",
              "automountServiceAccountToken")
          .all(
              TEXT,
              "serviceAccountName",
              "serviceAccount",
              "nodeName",
              "restartPolicy",
              "priorityClassName",
              "runtimeClassName")
          .field("nodeSelector", TEXT_MAP)
          .field("os", new Fields().field("name", TEXT))
          .field("imagePullSecrets", new ListOf(new Fields().field("name", TEXT)))
          .field("securityContext", POD_SECURITY)
          .field("volumes", new ListOf(VOLUME))
          .field(
              "tolerations",
              new ListOf(new Fields().all(TEXT, "key", "operator", "value", "effect")));

  private static final Shape TEMPLATE =
      new Fields().field("metadata", METADATA).field("spec", POD_SPEC);
  private static final Fields CONTROLLER =
      new Fields().field("replicas", WHOLE).field("template", TEMPLATE);

  private static final Shape PORTS =
      new ListOf(
          new Fields().all(WHOLE_OR_TEXT, "port").field("endPort", WHOLE).field("protocol", TEXT));
  private static final Shape PEERS =
      new ListOf(
          new Fields()
              .all(SELECTOR, "podSelector", "namespaceSelector")
              .field("ipBlock", new Fields().field("cidr", TEXT).field("except", TEXTS)));

  private static final Map<String, Shape> BY_KIND =
      Map.ofEntries(
          Map.entry("Pod", object(POD_SPEC)),
          Map.entry("PodTemplate", new Fields().field("template", TEMPLATE)),
          Map.entry("Deployment", object(controller(SELECTOR))),
          Map.entry("StatefulSet", object(controller(SELECTOR))),
          Map.entry("DaemonSet", object(controller(SELECTOR))),
          Map.entry("ReplicaSet", object(controller(SELECTOR))),
          Map.entry("Job", object(controller(SELECTOR))),
          Map.entry("ReplicationController", object(controller(TEXT_MAP))),
          Map.entry(
              "CronJob",
              object(
                  new Fields()
                      .field("schedule", TEXT)
                      .field("suspend", BOOL)
                      .field("jobTemplate", new Fields().field("spec", CONTROLLER)))),
          Map.entry(
              "NetworkPolicy",
              object(
                  new Fields()
                      .field("podSelector", SELECTOR)
                      .field("policyTypes", TEXTS)
                      .field(
                          "ingress",
                          new ListOf(new Fields().field("from", PEERS).field("ports", PORTS)))
                      .field(
                          "egress",
                          new ListOf(new Fields().field("to", PEERS).field("ports", PORTS))))),
          Map.entry("ResourceQuota", object(new Fields().field("hard", QUANTITIES))),
          Map.entry(
              "LimitRange",
              object(
                  new Fields()
                      .field(
                          "limits",
                          new ListOf(
                              new Fields()
                                  .field("type", TEXT)
                                  .all(
                                      QUANTITIES,
                                      "default",
                                      "defaultRequest",
                                      "max",
                                      "min",
                                      "maxLimitRequestRatio"))))),
          Map.entry("ServiceAccount", new Fields().field("automountServiceAccountToken", BOOL)),
          Map.entry(
              "Service",
              object(
                  new Fields()
                      .field("type", TEXT)
                      .field("selector", TEXT_MAP)
                      .field("externalIPs", TEXTS)
                      .field("ports", new ListOf(new Fields().field("port", WHOLE))))),
          Map.entry("Namespace", object(MAPPING)));

  private Shapes() {}

  private static Shape object(Shape spec) {
    return new Fields().field("spec", spec);
  }

  private static Shape controller(Shape selector) {
    return new Fields()
        .field("replicas", WHOLE)
        .field("template", TEMPLATE)
        .field("selector", selector);
  }

  /** Whether objects of this kind are judged. */
  static boolean knows(String apiVersion, String kind) {
    return BY_KIND.containsKey(kind) && isBuiltIn(apiVersion);
  }

  /** Groups of the API itself have no dot, or end in {@code k8s.io}. */
  private static boolean isBuiltIn(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return group.indexOf('.') < 0 || group.endsWith(".k8s.io");
  }

  /** Why the API server would refuse {@code body}; empty where it would not. */
  static List<Problem> problems(Node body, String apiVersion, String kind, String file) {
    List<Problem> problems = new ArrayList<>();
    String object = kind + " " + body.at("metadata", "name").textOr("");
    Shape.Wrong wrong =
        (node, line, place, wanted, remedy) -> {
          if (problems.size() < MAX_PROBLEMS) {
            String message =
                "%s: %s is %s, must be %s: %s"
                    .formatted(object.strip(), place.path(), Shape.describe(node), wanted, remedy);
            problems.add(new Problem(file, line, message));
          }
        };
    METADATA_FIELD.check(body, Shape.Place.ROOT, wrong);
    if (problems.isEmpty()) {
      name(body, kind, file, problems);
    }
    if (knows(apiVersion, kind)) {
      Shape shape = BY_KIND.getOrDefault(kind, MAPPING);
      shape.check(body, Shape.Place.ROOT, wrong);
      if (problems.isEmpty()) {
        containers(body, apiVersion, kind, file, problems);
      }
    }
    return problems;
  }

  private static void name(Node body, String kind, String file, List<Problem> problems) {
    Node metadata = body.at("metadata");
    String name = metadata.at("name").textOr("");
    if (name.isEmpty() && metadata.at("generateName").textOr("").isEmpty()) {
      int line = FieldPath.line(body, "metadata.name");
      problems.add(new Problem(file, line, kind + ": metadata.name is missing: add it"));
    } else if (name.contains("{{")) {
      problems.add(new Problem(file, metadata.at("name").line(), ManifestReader.TEMPLATE));
    }
  }

  /** A pod without containers would pass every check, and no API server takes it. */
  private static void containers(
      Node body, String apiVersion, String kind, String file, List<Problem> problems) {
    WorkloadKind.of(new ObjectRef(apiVersion, kind, "", "", ""))
        .map(WorkloadKind::podSpecPath)
        .map(path -> path + ".containers")
        .filter(path -> FieldPath.find(body, path).items().isEmpty())
        .ifPresent(
            path ->
                problems.add(
                    new Problem(
                        file,
                        FieldPath.line(body, path),
                        "%s %s: %s is missing or empty: add a container"
                            .formatted(kind, body.at("metadata", "name").textOr(""), path))));
  }
}
