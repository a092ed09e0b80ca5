package dev.breakwater.engine.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.node.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a profile does to namespaces, from the first write to the last removal. */
class IsolationTest {
  private static final String TENANT =
      """
      match: {namespaces: {selector: {matchLabels: {tenant: 'yes'}}}}
      isolation: {ingress: SameNamespace, egress: SameNamespace}
      allow:
      - name: from-gateway
        direction: Ingress
        peers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: gateway}}}]
        ports: [{port: 8080}]
      quota: {hard: {pods: "50", requests.cpu: 2000m}}
      limits: [{type: Container, defaultRequest: {cpu: 100m}}]
      podSecurity: {enforce: baseline}
      """;
  private static final String QUOTA_ONLY =
      """
      match: {namespaces: {selector: {matchLabels: {tenant: 'yes'}}}}
      quota: {hard: {pods: "50"}}
      """;
  private static final String INGRESS_ONLY =
      """
      match: {namespaces: {selector: {matchLabels: {tenant: 'yes'}}}}
      isolation: {ingress: SameNamespace}
      """;
  private static final Map<String, String> MATCHING = Map.of("tenant", "yes");

  private final SimulatedCluster cluster = new SimulatedCluster();

  private List<String> steps() {
    return cluster.plan().namespaces().stream()
        .flatMap(namespace -> namespace.steps().stream())
        .map(
            step ->
                switch (step) {
                  case Step.Apply apply -> "apply " + apply.target();
                  case Step.Delete delete -> "delete " + delete.target();
                })
        .toList();
  }

  private List<Problem> problems() {
    return cluster.plan().namespaces().stream()
        .flatMap(namespace -> namespace.problems().stream())
        .toList();
  }

  @Test
  void what_is_allowed_goes_in_before_what_isolates_and_defaults_before_the_quota() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);

    assertThat(steps())
        .containsExactly(
            "apply NetworkPolicy shop/breakwater-tenant-essential-dns",
            "apply NetworkPolicy shop/breakwater-tenant-essential-apiserver",
            "apply NetworkPolicy shop/breakwater-tenant-allow-from-gateway",
            "apply NetworkPolicy shop/breakwater-tenant-isolate",
            "apply LimitRange shop/breakwater-tenant",
            "apply ResourceQuota shop/breakwater-tenant",
            "apply Namespace shop");
  }

  @Test
  void what_isolates_comes_out_before_what_it_lets_through() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.deleteProfile("tenant");

    assertThat(steps())
        .containsExactly(
            "apply Namespace shop",
            "delete ResourceQuota shop/breakwater-tenant",
            "delete LimitRange shop/breakwater-tenant",
            "delete NetworkPolicy shop/breakwater-tenant-isolate",
            "delete NetworkPolicy shop/breakwater-tenant-allow-from-gateway",
            "delete NetworkPolicy shop/breakwater-tenant-essential-apiserver",
            "delete NetworkPolicy shop/breakwater-tenant-essential-dns");
  }

  @Test
  void a_namespace_that_is_as_it_should_be_is_not_written() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();

    assertThat(cluster.reconcile()).isZero();
    assertThat(cluster.outcome("tenant").ready().holds()).isTrue();
    assertThat(cluster.outcome("tenant").applied()).isEqualTo(1);
    assertThat(cluster.outcome("tenant").objects()).isEqualTo(6);
  }

  @Test
  void children_are_spelled_as_the_api_server_stores_them() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();

    Node quota = cluster.child("ResourceQuota", "shop", "breakwater-tenant");
    Node allow = cluster.child("NetworkPolicy", "shop", "breakwater-tenant-allow-from-gateway");
    assertThat(quota.at("spec", "hard").strings()).containsEntry("requests.cpu", "2");
    assertThat(allow.at("spec", "policyTypes").texts()).containsExactly("Ingress");
    assertThat(allow.at("spec", "ingress").items().getFirst().at("ports").items().getFirst())
        .isEqualTo(SimulatedCluster.yaml("{protocol: TCP, port: 8080}"));
    assertThat(allow.at("metadata", "labels").strings())
        .containsEntry("app.kubernetes.io/managed-by", "breakwater");
    assertThat(allow.at("metadata", "annotations").strings())
        .containsEntry("breakwater.dev/profile", "tenant")
        .containsEntry("breakwater.dev/deletion-policy", "Delete")
        .containsKey("breakwater.dev/profile-uid");
  }

  @Test
  void egress_isolation_leaves_dns_at_its_pods_its_service_and_the_node_and_the_api_server() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();

    assertThat(cluster.child("NetworkPolicy", "shop", "breakwater-tenant-essential-dns").at("spec"))
        .isEqualTo(
            SimulatedCluster.yaml(
                """
                podSelector: {}
                policyTypes: [Egress]
                ingress: []
                egress:
                - to:
                  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
                    podSelector: {matchLabels: {k8s-app: kube-dns}}
                  ports: [{protocol: TCP, port: 53}, {protocol: UDP, port: 53}]
                - to: [{ipBlock: {cidr: 10.96.0.10/32}}, {ipBlock: {cidr: 169.254.20.10/32}}]
                  ports: [{protocol: TCP, port: 53}, {protocol: UDP, port: 53}]
                """));
    assertThat(
            cluster
                .child("NetworkPolicy", "shop", "breakwater-tenant-essential-apiserver")
                .at("spec", "egress"))
        .isEqualTo(
            SimulatedCluster.yaml(
                """
                - to: [{ipBlock: {cidr: 192.168.1.1/32}}, {ipBlock: {cidr: 192.168.1.2/32}}]
                  ports: [{protocol: TCP, port: 6443}]
                - to: [{ipBlock: {cidr: 10.96.0.1/32}}]
                  ports: [{protocol: TCP, port: 443}]
                """));
  }

  @Test
  void egress_is_not_isolated_while_dns_cannot_be_found_and_the_status_says_why() {
    cluster.forgetEssentials();
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();

    Node isolate = cluster.child("NetworkPolicy", "shop", "breakwater-tenant-isolate");
    assertThat(isolate.at("spec", "policyTypes").texts()).containsExactly("Ingress");
    assertThat(cluster.outcome("tenant").ready().reason()).isEqualTo("EssentialsNotFound");
    assertThat(cluster.outcome("tenant").ready().message())
        .contains("egress is not isolated", "DNS was not found", "API server was not found");
    assertThat(cluster.outcome("tenant").pending()).isEqualTo(1);
  }

  @Test
  void isolated_egress_stays_isolated_when_dns_disappears() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.forgetEssentials();

    assertThat(steps()).isEmpty();
    assertThat(cluster.outcome("tenant").ready().message()).contains("left as they are");
  }

  @Test
  void no_rule_allows_egress_where_egress_is_not_isolated_because_that_would_isolate_it() {
    cluster.forgetEssentials();
    cluster.profile(
        "tenant",
        """
        match: {namespaces: {selector: {}}}
        isolation: {egress: SameNamespace}
        allow: [{name: out, direction: Egress, peers: [{ipBlock: {cidr: 10.0.0.0/8}}]}]
        """);
    cluster.namespace("shop", Map.of());

    assertThat(steps()).isEmpty();
  }

  @Test
  void an_edit_by_someone_else_is_put_right_and_the_manager_is_named() {
    cluster.profile("tenant", INGRESS_ONLY);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.foreign(
        "NetworkPolicy",
        "shop",
        "breakwater-tenant-isolate",
        "kubectl-edit",
        "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}");

    List<Step> steps = cluster.plan().namespaces().getFirst().steps();

    assertThat(steps)
        .singleElement()
        .isInstanceOfSatisfying(
            Step.Apply.class,
            apply -> {
              assertThat(apply.force()).isTrue();
              assertThat(apply.cause()).isEqualTo(new Step.Cause.Repair("kubectl-edit"));
              assertThat(Node.of(apply.body()).at("metadata", "uid").textOr(""))
                  .isEqualTo(apply.target().uid())
                  .isNotEmpty();
            });
  }

  @Test
  void an_edit_of_the_profile_is_no_drift() {
    cluster.profile("tenant", INGRESS_ONLY);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.editProfile("tenant", INGRESS_ONLY.replace("SameNamespace", "Namespaces"));

    assertThat(cluster.plan().namespaces().getFirst().steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.Apply.class,
            apply -> assertThat(apply.cause()).isEqualTo(new Step.Cause.Update()));
  }

  @Test
  void after_three_writes_were_taken_back_in_ten_minutes_it_stays_away_for_ten_minutes() {
    cluster.profile("tenant", INGRESS_ONLY);
    cluster.namespace("shop", MATCHING);
    for (int fight = 0; fight < 3; fight++) {
      cluster.reconcile();
      cluster.pass(Duration.ofSeconds(30));
      cluster.foreign(
          "NetworkPolicy",
          "shop",
          "breakwater-tenant-isolate",
          "other-operator",
          "{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}");
    }

    NamespacePlan given = cluster.plan().namespaces().getFirst();
    assertThat(given.steps()).isEmpty();
    assertThat(given.retryAt()).isPresent();
    assertThat(cluster.outcome("tenant").conflict().reason()).isEqualTo("TakenBack");
    assertThat(cluster.outcome("tenant").conflict().message()).contains("other-operator");

    cluster.pass(Duration.ofMinutes(10));
    assertThat(cluster.reconcile()).isEqualTo(1);
  }

  @Test
  void a_child_that_is_deleted_again_and_again_is_a_fight_as_well() {
    cluster.profile("tenant", INGRESS_ONLY);
    cluster.namespace("shop", MATCHING);
    for (int fight = 0; fight < 3; fight++) {
      cluster.reconcile();
      cluster.deleteChild("NetworkPolicy", "shop", "breakwater-tenant-isolate");
    }

    assertThat(steps()).isEmpty();
    assertThat(problems())
        .singleElement()
        .extracting(Problem::reason)
        .isEqualTo(Problem.Reason.TAKEN_BACK);
  }

  @Test
  void a_quota_of_someone_else_is_left_alone_and_the_status_says_so() {
    cluster.namespace("shop", MATCHING);
    cluster.foreign("ResourceQuota", "shop", "breakwater-tenant", "helm", "{hard: {pods: '3'}}");
    cluster.profile("tenant", TENANT);
    cluster.reconcile();

    assertThat(
            cluster
                .child("ResourceQuota", "shop", "breakwater-tenant")
                .at("spec", "hard")
                .strings())
        .containsExactly(Map.entry("pods", "3"));
    assertThat(cluster.names()).doesNotContain("LimitRange shop/breakwater-tenant");
    assertThat(cluster.names()).contains("NetworkPolicy shop/breakwater-tenant-isolate");
    assertThat(cluster.outcome("tenant").conflicted()).isEqualTo(1);
    assertThat(cluster.outcome("tenant").conflict().message())
        .contains("ResourceQuota shop/breakwater-tenant", "helm", "conflictPolicy");
  }

  @Test
  void a_foreign_policy_of_one_rule_keeps_the_whole_isolation_back() {
    cluster.namespace("shop", MATCHING);
    cluster.foreign(
        "NetworkPolicy",
        "shop",
        "breakwater-tenant-allow-from-gateway",
        "helm",
        "{podSelector: {}, policyTypes: [Ingress]}");
    cluster.profile("tenant", TENANT);

    assertThat(steps()).noneMatch(step -> step.contains("NetworkPolicy"));
  }

  @Test
  void adopt_takes_over_what_someone_else_made() {
    cluster.namespace("shop", MATCHING);
    cluster.foreign("ResourceQuota", "shop", "breakwater-tenant", "helm", "{hard: {pods: '3'}}");
    cluster.profile("tenant", QUOTA_ONLY + "conflictPolicy: Adopt\n");

    assertThat(cluster.plan().namespaces().getFirst().steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.Apply.class,
            apply -> assertThat(apply.cause()).isEqualTo(new Step.Cause.TakeOver("helm")));
  }

  @Test
  void a_bound_that_someone_added_to_our_quota_only_narrows_and_may_stay() {
    cluster.profile("tenant", QUOTA_ONLY);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.foreign(
        "ResourceQuota",
        "shop",
        "breakwater-tenant",
        "kubectl",
        "{hard: {pods: '50', secrets: '5'}}");

    assertThat(steps()).isEmpty();
  }

  @Test
  void a_bound_that_the_profile_no_longer_asks_for_is_taken_out() {
    cluster.profile("tenant", QUOTA_ONLY.replace("\"50\"", "\"50\", services: \"1\""));
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.editProfile("tenant", QUOTA_ONLY);

    assertThat(steps()).containsExactly("apply ResourceQuota shop/breakwater-tenant");
  }

  @Test
  void a_scope_that_someone_adds_to_our_quota_is_reported_because_it_hides_pods_from_it() {
    cluster.profile("tenant", QUOTA_ONLY);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.foreign(
        "ResourceQuota",
        "shop",
        "breakwater-tenant",
        "kubectl",
        "{hard: {pods: '50'}, scopeSelector: {matchExpressions: [{scopeName: BestEffort, operator:"
            + " Exists}]}}");

    assertThat(steps()).isEmpty();
    assertThat(problems()).singleElement().asString().contains("spec.scopeSelector");
  }

  @Test
  void a_rule_that_is_renamed_gets_its_new_policy_before_the_old_one_goes() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.editProfile("tenant", TENANT.replace("from-gateway", "from-edge"));

    assertThat(steps())
        .containsExactly(
            "apply NetworkPolicy shop/breakwater-tenant-allow-from-edge",
            "delete NetworkPolicy shop/breakwater-tenant-allow-from-gateway");
  }

  @Test
  void a_namespace_that_stops_matching_loses_exactly_what_is_ours() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.foreign("NetworkPolicy", "shop", "own", "kubectl", "{podSelector: {}}");
    cluster.namespace("shop", Map.of("pod-security.kubernetes.io/enforce", "baseline"));
    cluster.reconcile();

    assertThat(cluster.names()).containsExactly("NetworkPolicy shop/own");
    assertThat(cluster.labels("shop")).isEmpty();
  }

  @Test
  void orphan_leaves_everything_in_place_when_the_profile_is_gone() {
    cluster.profile("tenant", TENANT + "deletionPolicy: Orphan\n");
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.deleteProfile("tenant");

    assertThat(steps()).isEmpty();
  }

  @Test
  void what_only_says_that_it_is_ours_is_not_removed_with_the_profile() {
    cluster.profile("tenant", QUOTA_ONLY);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.restoreFromBackup();
    cluster.deleteProfile("tenant");

    assertThat(steps()).isEmpty();
  }

  @Test
  void a_restored_backup_is_taken_over() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.restoreFromBackup();

    assertThat(cluster.reconcile()).isEqualTo(7);
    assertThat(cluster.reconcile()).isZero();
    assertThat(cluster.outcome("tenant").ready().holds()).isTrue();
  }

  @Test
  void a_restored_policy_of_a_rule_that_is_gone_is_reported_and_not_touched() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.restoreFromBackup();
    cluster.editProfile("tenant", TENANT.replace("from-gateway", "from-edge"));
    cluster.reconcile();

    assertThat(cluster.names()).contains("NetworkPolicy shop/breakwater-tenant-allow-from-gateway");
    assertThat(problems())
        .singleElement()
        .extracting(Problem::reason)
        .isEqualTo(Problem.Reason.UNPROVEN_OBJECT);
  }

  @Test
  void of_two_profiles_the_older_has_the_namespace_and_both_say_so() {
    cluster.profile("zebra", INGRESS_ONLY);
    cluster.profile("ant", QUOTA_ONLY);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();

    assertThat(cluster.names()).containsExactly("NetworkPolicy shop/breakwater-zebra-isolate");
    assertThat(cluster.outcome("ant").conflict().holds()).isTrue();
    assertThat(cluster.outcome("ant").conflict().message()).contains("shop", "zebra");
    assertThat(cluster.outcome("ant").ready().holds()).isFalse();
    assertThat(cluster.outcome("zebra").conflict().message()).contains("shop (ant)");
    assertThat(cluster.outcome("zebra").ready().holds()).isTrue();
  }

  @Test
  void when_a_namespace_changes_hands_the_new_isolation_stands_before_the_old_one_goes() {
    cluster.profile("old", INGRESS_ONLY);
    cluster.profile("new", INGRESS_ONLY);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.deleteProfile("old");

    assertThat(steps())
        .containsExactly(
            "apply NetworkPolicy shop/breakwater-new-isolate",
            "delete NetworkPolicy shop/breakwater-old-isolate");
  }

  @Test
  void the_old_isolation_stays_while_the_new_one_cannot_be_written() {
    cluster.profile("old", INGRESS_ONLY);
    cluster.profile("new", INGRESS_ONLY);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.foreign(
        "NetworkPolicy", "shop", "breakwater-new-isolate", "helm", "{podSelector: {a: b}}");
    cluster.deleteProfile("old");

    assertThat(steps()).isEmpty();
  }

  @Test
  void nothing_is_written_or_removed_while_the_profile_is_paused() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.namespace("left", MATCHING);
    cluster.reconcile();
    cluster.editProfile("tenant", TENANT + "mode: Paused\n");
    cluster.deleteChild("ResourceQuota", "shop", "breakwater-tenant");
    cluster.namespace("left", Map.of());

    assertThat(steps()).isEmpty();
    assertThat(cluster.outcome("tenant").ready().reason()).isEqualTo("Paused");
  }

  @Test
  void system_namespaces_are_left_alone_unless_they_are_named() {
    List<String> exempt =
        List.of("kube-system", "kube-public", "kube-node-lease", "breakwater-system");
    exempt.forEach(name -> cluster.namespace(name, MATCHING));
    cluster.profile("everything", INGRESS_ONLY.replace("{matchLabels: {tenant: 'yes'}}", "{}"));
    assertThat(steps()).isEmpty();

    cluster.profile(
        "named",
        """
        match: {namespaces: {selector: {matchExpressions:
          [{key: kubernetes.io/metadata.name, operator: In, values: [kube-public, shop]}]}}}
        isolation: {ingress: SameNamespace}
        """);
    assertThat(steps()).containsExactly("apply NetworkPolicy kube-public/breakwater-named-isolate");
  }

  @Test
  void a_selector_over_the_labels_that_the_profile_writes_is_refused_and_nothing_is_removed() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.editProfile(
        "tenant",
        TENANT.replace("tenant: 'yes'", "pod-security.kubernetes.io/enforce: restricted"));

    assertThat(steps()).isEmpty();
    assertThat(cluster.outcome("tenant").ready().reason()).isEqualTo("SelectorOverOwnLabels");
  }

  @Test
  void an_invalid_selector_removes_nothing() {
    cluster.profile("tenant", INGRESS_ONLY);
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();
    cluster.editProfile("tenant", INGRESS_ONLY.replace("tenant: 'yes'", "'not a label': 'yes'"));

    assertThat(steps()).isEmpty();
    assertThat(cluster.outcome("tenant").ready().reason()).isEqualTo("InvalidSelector");
    assertThat(cluster.outcome("tenant").ready().message())
        .contains("spec.match.namespaces.selector", "not a label");
  }

  @Test
  void a_quota_on_requests_without_defaults_is_said() {
    cluster.profile("tenant", QUOTA_ONLY.replace("pods: \"50\"", "limits.memory: 1Gi, cpu: 1"));
    cluster.namespace("shop", MATCHING);
    cluster.reconcile();

    assertThat(cluster.outcome("tenant").ready().reason()).isEqualTo("QuotaWithoutDefaults");
    assertThat(cluster.outcome("tenant").ready().message())
        .contains("requests.cpu", "limits.memory");
  }

  @Test
  void a_namespace_that_is_being_deleted_is_left_alone() {
    cluster.profile("tenant", TENANT);
    cluster.namespace("shop", MATCHING);
    IsolationSnapshot snapshot = cluster.snapshot();
    IsolationSnapshot deleting =
        new IsolationSnapshot(
            snapshot.profiles(),
            List.of(
                SimulatedCluster.object(
                    "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {tenant:"
                        + " 'yes'}, deletionTimestamp: '2026-01-01T00:00:00Z'}}")),
            List.of(),
            snapshot.essentials(),
            snapshot.operatorNamespace(),
            snapshot.writes());

    assertThat(Isolation.plan(deleting, java.time.Instant.EPOCH).unsettled()).isEmpty();
  }
}
