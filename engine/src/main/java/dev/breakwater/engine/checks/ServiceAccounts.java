package dev.breakwater.engine.checks;

import static dev.breakwater.engine.checks.Entry.check;
import static dev.breakwater.engine.finding.Severity.LOW;
import static dev.breakwater.engine.finding.Severity.MEDIUM;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which tokens for the API server pods carry. */
final class ServiceAccounts {
  private static final long A_DAY = 86_400;

  static final List<Rule> RULES =
      List.of(
          check("BW-SA-001", MEDIUM, "The token of the default service account is mounted")
              .why(
                  """
                  Every workload that names no account shares this one and carries its token, needed \
                  or not. Who takes over one pod can speak to the API server as all of them, and any \
                  right that is ever given to the account is given to all.
                  """)
              .remedy(
                  "Set automountServiceAccountToken: false; a workload that needs the API gets an"
                      + " account of its own.")
              .before(
                  """
                  spec:
                    containers: []
                  """)
              .after(
                  """
                  spec:
                    automountServiceAccountToken: false
                    containers: []
                  """)
              .controls(
                  "NSA:service-account-token", "CIS:5.1.5", "CIS:5.1.6", "OWASP:K02", "MITRE:T1528")
              .workload(ServiceAccounts::defaultToken),
          check("BW-SA-002", LOW, "A token is mounted that nothing asks for")
              .why(
                  """
                  The token is there because Kubernetes mounts it unless told otherwise. Low: a \
                  workload with an account of its own may well need it; then say so with \
                  automountServiceAccountToken: true.
                  """)
              .remedy(
                  "Set automountServiceAccountToken: to true if it uses the API, else to false.")
              .before(
                  """
                  spec:
                    serviceAccountName: cart
                  """)
              .after(
                  """
                  spec:
                    serviceAccountName: cart
                    automountServiceAccountToken: false
                  """)
              .controls("NSA:service-account-token", "CIS:5.1.6", "OWASP:K02", "MITRE:T1528")
              .workload(ServiceAccounts::unaskedToken),
          check("BW-SA-003", LOW, "A projected token lives longer than a day")
              .why(
                  """
                  A token that leaks is good until it expires. The kubelet renews tokens by itself, \
                  so that an hour is enough.
                  """)
              .remedy("Set expirationSeconds to 3600, or leave it out.")
              .before(
                  """
                  projected:
                    sources:
                    - serviceAccountToken: {path: token, expirationSeconds: 604800}
                  """)
              .after(
                  """
                  projected:
                    sources:
                    - serviceAccountToken: {path: token, expirationSeconds: 3600}
                  """)
              .controls("NSA:service-account-token", "OWASP:K09", "MITRE:T1528")
              .workload(ServiceAccounts::longLived));

  private ServiceAccounts() {}

  private static List<Spot> defaultToken(PodView pod) {
    if (!pod.template().serviceAccount().equals("default") || !isMounted(pod)) {
      return List.of();
    }
    return List.of(
        pod.atPod(
            asked(pod).isPresent()
                ? "automountServiceAccountToken: true mounts the token of account default"
                : "account default is used and its token mounted",
            "automountServiceAccountToken"));
  }

  private static List<Spot> unaskedToken(PodView pod) {
    String account = pod.template().serviceAccount();
    if (account.equals("default") || asked(pod).isPresent()) {
      return List.of();
    }
    return List.of(
        pod.atPod(
            "the token of account " + account + " is mounted, and nothing says that it is used",
            "automountServiceAccountToken"));
  }

  private static List<Spot> longLived(PodView pod) {
    List<Spot> spots = new ArrayList<>(0);
    for (Node volume : pod.spec().at("volumes").items()) {
      List<Node> sources = volume.at("projected", "sources").items();
      for (int index = 0; index < sources.size(); index++) {
        OptionalLong seconds =
            sources.get(index).at("serviceAccountToken", "expirationSeconds").integer();
        if (seconds.isPresent() && seconds.getAsLong() > A_DAY) {
          String name = volume.at("name").textOr("");
          spots.add(
              pod.at(
                  "volumes[name=" + name + "]",
                  "volume " + name,
                  "expirationSeconds is " + seconds.getAsLong(),
                  "projected",
                  "sources",
                  "[" + index + "]",
                  "serviceAccountToken",
                  "expirationSeconds"));
        }
      }
    }
    return spots;
  }

  private static boolean isMounted(PodView pod) {
    return asked(pod).orElse(true);
  }

  /** What is said about mounting: the pod's word counts before its account's. */
  private static Optional<Boolean> asked(PodView pod) {
    Optional<Boolean> ofPod = pod.spec().at("automountServiceAccountToken").bool();
    return ofPod.isPresent() ? ofPod : pod.serviceAccount().flatMap(ServiceAccounts::ofAccount);
  }

  private static Optional<Boolean> ofAccount(KubernetesObject account) {
    return account.body().at("automountServiceAccountToken").bool();
  }
}
