package dev.breakwater.engine.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens, and wherever the operator is killed, the same state is reached. */
class ConvergenceTest {
  private static final List<String> NAMESPACES = List.of("shop", "pay", "ops");
  private static final List<String> PROFILES = List.of("ant", "bee");
  private static final List<String> RULES = List.of("web", "api", "db");

  private static String spec(Random random) {
    StringBuilder allow = new StringBuilder();
    for (String rule : RULES) {
      if (random.nextBoolean()) {
        allow
            .append("\n- {name: ")
            .append(rule)
            .append(random.nextBoolean() ? ", direction: Ingress" : ", direction: Egress")
            .append(", peers: [{podSelector: {}}]}");
      }
    }
    return "match: {namespaces: {selector: {matchLabels: {profile: "
        + (random.nextBoolean() ? "a" : "b")
        + "}}}}\nisolation: {ingress: "
        + List.of("None", "SameNamespace", "Namespaces").get(random.nextInt(3))
        + ", egress: "
        + List.of("None", "SameNamespace", "Namespaces").get(random.nextInt(3))
        + "}\n"
        + (allow.isEmpty() ? "" : "allow:" + allow + "\n")
        + (random.nextBoolean() ? "quota: {hard: {pods: '5'}}\n" : "")
        + (random.nextBoolean() ? "limits: [{type: Pod, max: {cpu: 2000m}}]\n" : "")
        + (random.nextBoolean() ? "podSecurity: {enforce: baseline}\n" : "");
  }

  private static void happen(SimulatedCluster cluster, Random random) {
    String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
    String profile = PROFILES.get(random.nextInt(PROFILES.size()));
    switch (random.nextInt(5)) {
      case 0 -> cluster.namespace(namespace, Map.of("profile", random.nextBoolean() ? "a" : "b"));
      case 1 -> cluster.profile(profile, spec(random));
      case 2 -> cluster.deleteProfile(profile);
      case 3 -> cluster.deleteChild("NetworkPolicy", namespace, "breakwater-ant-isolate");
      default -> cluster.pass(Duration.ofMinutes(1));
    }
  }

  /** Carries out some of the steps, as an operator that is killed does. */
  private static void reconcilePartly(SimulatedCluster cluster, Random random) {
    for (NamespacePlan namespace : cluster.plan().namespaces()) {
      for (Step step : namespace.steps()) {
        if (random.nextInt(4) == 0) {
          return;
        }
        cluster.carryOut(step);
        isolated_namespaces_have_all_that_is_allowed(cluster);
      }
    }
  }

  private static void isolated_namespaces_have_all_that_is_allowed(SimulatedCluster cluster) {
    for (NamespacePlan namespace : cluster.plan().namespaces()) {
      List<String> steps = namespace.steps().stream().map(ConvergenceTest::text).toList();
      int isolate = lastIndexEnding(steps, "-isolate create");
      for (int index = isolate + 1; isolate >= 0 && index < steps.size(); index++) {
        assertThat(steps.get(index)).doesNotContain("-allow-").doesNotContain("-essential-");
      }
    }
  }

  private static int lastIndexEnding(List<String> steps, String end) {
    for (int index = steps.size() - 1; index >= 0; index--) {
      if (steps.get(index).endsWith(end)) {
        return index;
      }
    }
    return -1;
  }

  private static String text(Step step) {
    return switch (step) {
      case Step.Apply apply ->
          apply.target() + (apply.cause() instanceof Step.Cause.Create ? " create" : " apply");
      case Step.Delete _ -> "deletion";
    };
  }

  @Test
  void every_history_of_events_and_kills_ends_in_the_state_that_the_profiles_ask_for() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      SimulatedCluster cluster = new SimulatedCluster();
      NAMESPACES.forEach(name -> cluster.namespace(name, Map.of("profile", "a")));
      for (int event = 0; event < 20; event++) {
        happen(cluster, random);
        reconcilePartly(cluster, random);
      }
      cluster.pass(Duration.ofMinutes(20));
      cluster.reconcile();
      assertThat(cluster.reconcile()).as("writes once settled, seed %d", seed).isZero();
      List<String> reached = cluster.names();

      for (String kind : List.of("NetworkPolicy", "ResourceQuota", "LimitRange")) {
        reached.stream()
            .filter(name -> name.startsWith(kind + " "))
            .map(name -> name.substring(kind.length() + 1).split("/"))
            .forEach(name -> cluster.deleteChild(kind, name[0], name[1]));
      }
      cluster.pass(Duration.ofMinutes(20));
      cluster.reconcile();
      assertThat(cluster.names()).as("made anew, seed %d", seed).isEqualTo(reached);
    }
  }
}
