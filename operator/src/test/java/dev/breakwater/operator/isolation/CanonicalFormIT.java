package dev.breakwater.operator.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is planned is spelled as the API server stores it: else it would be written for ever. */
class CanonicalFormIT {
  private static final int PROFILES = 20;

  private final TestCluster cluster = new TestCluster();

  @BeforeAll
  static void install() {
    new TestCluster().install();
  }

  @AfterEach
  void clean() {
    cluster.clean();
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String quantity(Random random) {
    return "\""
        + (1 + random.nextInt(4000))
        + pick(random, "", ".5", ".125", "000")
        + pick(random, "", "m", "k", "M", "G", "Ki", "Mi", "Gi", "e3", "E2")
        + "\"";
  }

  private static String selector(Random random) {
    return pick(
        random,
        "{}",
        "{matchLabels: {}}",
        "{matchLabels: {b: beta, a: alpha}}",
        "{matchExpressions: [{key: a, operator: In, values: [zeta, alpha]}]}",
        "{matchExpressions: [{key: a, operator: Exists}]}",
        "{matchExpressions: [{key: a, operator: Exists, values: []}], matchLabels: {c: d}}");
  }

  private static String peer(Random random) {
    return pick(
        random,
        "{podSelector: " + selector(random) + "}",
        "{namespaceSelector: " + selector(random) + "}",
        "{podSelector: " + selector(random) + ", namespaceSelector: " + selector(random) + "}",
        "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}",
        "{ipBlock: {cidr: 'fd00::/8', except: []}}");
  }

  private static String port(Random random) {
    return pick(
        random,
        "{port: 80}",
        "{port: http, protocol: UDP}",
        "{protocol: SCTP}",
        "{port: 30000, endPort: 30100}",
        "{}");
  }

  private static String spec(Random random, String tenant) {
    return "match: {namespaces: {selector: {matchLabels: {tenant: "
        + tenant
        + "}}}}\nisolation: {ingress: SameNamespace, egress: Namespaces}\nallow:\n- {name: a,"
        + " direction: "
        + pick(random, "Ingress", "Egress")
        + ", peers: ["
        + peer(random)
        + ", "
        + peer(random)
        + "], ports: ["
        + port(random)
        + ", "
        + port(random)
        + "], pods: "
        + selector(random)
        + "}\n- {name: b, direction: Ingress, peers: ["
        + peer(random)
        + "]}\nquota: {hard: {services: "
        + (1 + random.nextInt(5000))
        + ", requests.storage: "
        + quantity(random)
        + ", requests.ephemeral-storage: "
        + quantity(random)
        + "}}\nlimits:\n- {type: Container, "
        + pick(random, "default", "defaultRequest")
        + ": {cpu: 100m, ephemeral-storage: 1Gi}}\n- {type: PersistentVolumeClaim, max: {storage: "
        + quantity(random)
        + "}}\npodSecurity: {"
        + pick(random, "enforce", "warn", "audit")
        + ": restricted}\n";
  }

  @Test
  void whatever_a_profile_says_it_is_settled_after_one_write() {
    List<String> namespaces =
        java.util.stream.IntStream.range(0, PROFILES).mapToObj(seed -> "canon-" + seed).toList();
    for (int seed = 0; seed < PROFILES; seed++) {
      cluster.namespace("canon-" + seed, Map.of("tenant", "canon-" + seed));
      cluster.profile("canon-" + seed, spec(new Random(seed), "canon-" + seed));
    }
    try (RunningIsolation _ = RunningIsolation.start(TestCluster.PLANE)) {
      for (String name : namespaces) {
        cluster.awaitReady(name, 1);
      }
    }

    assertThat(cluster.unsettled(namespaces.toArray(String[]::new))).isEmpty();
  }
}
