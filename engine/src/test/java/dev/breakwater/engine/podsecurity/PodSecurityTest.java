package dev.breakwater.engine.podsecurity;

import static dev.breakwater.engine.podsecurity.Level.BASELINE;
import static dev.breakwater.engine.podsecurity.Level.PRIVILEGED;
import static dev.breakwater.engine.podsecurity.Level.RESTRICTED;
import static dev.breakwater.engine.podsecurity.Version.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.engine.inventory.PodTemplate;
import dev.breakwater.engine.node.Node;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PodSecurityTest {
  private static final String HARDENED =
      """
      metadata: {}
      spec:
        securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
        containers:
        - name: cart
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
      """;

  @Test
  void a_hardened_pod_breaks_nothing_at_any_version() {
    assertThat(
            Stream.of(new Version(0), new Version(18), new Version(24), LATEST)
                .flatMap(version -> ids(RESTRICTED, version, HARDENED).stream()))
        .isEmpty();
  }

  @Test
  void the_privileged_level_asks_for_nothing() {
    assertThat(ids(PRIVILEGED, LATEST, "spec: {hostNetwork: true, hostPID: true}")).isEmpty();
  }

  @Test
  void a_plain_pod_lacks_four_things_and_the_message_is_that_of_the_api_server() {
    Standard standard = new Standard(RESTRICTED, LATEST);
    List<Violation> violations =
        PodSecurity.evaluate(standard, template("spec: {containers: [{name: cart}]}"));

    assertThat(standard.message(violations))
        .isEqualTo(
            "violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false"
                + " (container \"cart\" must set"
                + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities"
                + " (container \"cart\" must set securityContext.capabilities.drop=[\"ALL\"]),"
                + " runAsNonRoot != true (pod or container \"cart\" must set"
                + " securityContext.runAsNonRoot=true), seccompProfile (pod or container \"cart\""
                + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or"
                + " \"Localhost\")");
  }

  @Test
  void missing_fields_are_named_where_they_would_have_to_be_written() {
    assertThat(paths(RESTRICTED, LATEST, "spec: {containers: [{name: cart}]}"))
        .containsExactly(
            "containers[name=cart].securityContext.allowPrivilegeEscalation",
            "containers[name=cart].securityContext.capabilities.drop",
            "containers[name=cart].securityContext.runAsNonRoot",
            "containers[name=cart].securityContext.seccompProfile.type");
  }

  @Test
  void fields_of_lists_are_named_by_name_or_place() {
    assertThat(
            paths(
                BASELINE,
                LATEST,
                """
                spec:
                  hostPID: true
                  securityContext: {sysctls: [{name: kernel.shm_rmid_forced}, {name: vm.swap}]}
                  volumes: [{name: data, hostPath: {path: /}}]
                  initContainers:
                  - name: setup
                    ports: [{containerPort: 1}, {containerPort: 2, hostPort: 2}]
                    securityContext: {capabilities: {add: [CHOWN, SYS_ADMIN]}}
                """))
        .containsExactly(
            "initContainers[name=setup].securityContext.capabilities.add[1]",
            "hostPID",
            "volumes[name=data].hostPath",
            "initContainers[name=setup].ports[1].hostPort",
            "securityContext.sysctls[1].name");
  }

  @Test
  void an_annotation_is_told_from_a_field_of_the_spec() {
    Violation violation =
        evaluate(
                BASELINE,
                new Version(18),
                """
                metadata:
                  annotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}
                spec: {containers: [{name: cart}]}
                """)
            .getFirst();
    Field field = violation.fields().getFirst();

    assertThat(field.part()).isEqualTo(Field.Part.METADATA);
    assertThat(field.within("spec.template.spec"))
        .isEqualTo("spec.template.metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]");
    assertThat(field.within("spec"))
        .isEqualTo("metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]");
  }

  @Test
  void a_field_of_the_spec_is_found_from_the_root() {
    Violation violation =
        evaluate(
                BASELINE,
                LATEST,
                "spec: {ephemeralContainers: [{name: d, securityContext: {privileged: true}}]}")
            .getFirst();

    assertThat(violation.fields())
        .extracting(Field::subject, field -> field.within("spec.template.spec"))
        .containsExactly(
            tuple(
                "ephemeralContainers[name=d]",
                "spec.template.spec.ephemeralContainers[name=d].securityContext.privileged"));
  }

  @Test
  void before_1_19_only_annotations_choose_a_seccomp_profile() {
    String field = "spec: {securityContext: {seccompProfile: {type: Unconfined}}}";

    assertThat(ids(BASELINE, new Version(18), field)).isEmpty();
    assertThat(ids(BASELINE, new Version(19), field)).containsExactly("seccompProfile_baseline");
  }

  @Test
  void restricted_says_a_thing_once_where_baseline_says_it_too() {
    String pod =
        """
        spec:
          volumes: [{name: v, hostPath: {}}]
          securityContext: {runAsNonRoot: true}
          containers: [{name: c, securityContext: {capabilities: {add: [SYS_ADMIN]}}}]
        """;

    assertThat(ids(RESTRICTED, new Version(7), pod))
        .containsExactly("capabilities_baseline", "restrictedVolumes");
    assertThat(ids(RESTRICTED, new Version(22), pod))
        .containsExactly(
            "allowPrivilegeEscalation",
            "capabilities_restricted",
            "restrictedVolumes",
            "seccompProfile_restricted");
  }

  @Test
  void from_1_25_a_windows_pod_need_not_write_linux_fields() {
    String pod =
        """
        spec:
          os: {name: windows}
          securityContext: {runAsNonRoot: true}
          containers: [{name: c}]
        """;

    assertThat(ids(RESTRICTED, new Version(24), pod))
        .containsExactly(
            "allowPrivilegeEscalation", "capabilities_restricted", "seccompProfile_restricted");
    assertThat(ids(RESTRICTED, new Version(25), pod)).isEmpty();
  }

  @Test
  void from_1_35_a_user_namespace_makes_root_harmless_but_proc_stays_masked_for_restricted() {
    String pod =
        HARDENED
            .replace("runAsNonRoot: true", "runAsUser: 0, runAsNonRoot: false")
            .replace("drop: [ALL]}", "drop: [ALL]}, procMount: Unmasked")
            .replace("spec:", "spec:\n  hostUsers: false");

    assertThat(ids(BASELINE, new Version(34), pod)).containsExactly("procMount");
    assertThat(ids(BASELINE, new Version(35), pod)).isEmpty();
    assertThat(ids(RESTRICTED, new Version(34), pod))
        .containsExactly("procMount", "runAsNonRoot", "runAsUser");
    assertThat(ids(RESTRICTED, new Version(35), pod)).containsExactly("procMount_restricted");
  }

  @Test
  void sysctls_become_safe_version_by_version() {
    String pod =
        """
        spec:
          securityContext:
            sysctls: [{name: net.ipv4.tcp_rmem}, {name: net.ipv4.ip_local_reserved_ports}]
        """;

    assertThat(evaluate(BASELINE, new Version(26), pod))
        .extracting(Violation::detail)
        .containsExactly("net.ipv4.tcp_rmem, net.ipv4.ip_local_reserved_ports");
    assertThat(evaluate(BASELINE, new Version(31), pod))
        .extracting(Violation::detail)
        .containsExactly("net.ipv4.tcp_rmem");
    assertThat(evaluate(BASELINE, new Version(32), pod)).isEmpty();
  }

  @Test
  void hosts_of_probes_count_from_1_34() {
    String pod =
        "spec: {containers: [{name: c, lifecycle: {preStop: {httpGet: {host: 10.0.0.1}}}}]}";

    assertThat(ids(BASELINE, new Version(33), pod)).isEmpty();
    assertThat(paths(BASELINE, new Version(34), pod))
        .containsExactly("containers[name=c].lifecycle.preStop.httpGet.host");
  }

  @Test
  void an_empty_profile_is_not_an_absent_one() {
    String empty = "spec: {containers: [{name: c, securityContext: {seccompProfile: {}}}]}";
    String absent = "spec: {containers: [{name: c, securityContext: {seccompProfile: null}}]}";

    assertThat(ids(BASELINE, LATEST, empty)).containsExactly("seccompProfile_baseline");
    assertThat(ids(BASELINE, LATEST, absent)).isEmpty();
  }

  @Test
  void a_pod_that_refuses_non_root_is_named_before_its_containers_and_all_fields_with_it() {
    String pod =
        """
        spec:
          containers:
          - {name: a, securityContext: {runAsNonRoot: false}}
          - {name: b}
        """;

    assertThat(evaluate(RESTRICTED, new Version(0), pod))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.detail())
                  .isEqualTo("container \"a\" must not set securityContext.runAsNonRoot=false");
              assertThat(violation.paths())
                  .containsExactly(
                      "containers[name=a].securityContext.runAsNonRoot",
                      "containers[name=b].securityContext.runAsNonRoot");
            });
  }

  @Test
  void a_bare_pod_on_the_nodes_network_takes_its_container_ports_from_the_node() {
    String pod = "spec: {hostNetwork: true, containers: [{name: c, ports: [{containerPort: 80}]}]}";
    Node root = read(pod);
    Standard standard = new Standard(BASELINE, LATEST);

    assertThat(
            PodSecurity.evaluate(
                standard, PodTemplate.of(root.at("metadata"), root.at("spec"), "spec")))
        .extracting(Violation::text)
        .containsExactly(
            "host namespaces (hostNetwork=true)", "hostPort (container \"c\" uses hostPort 80)");
    assertThat(PodSecurity.evaluate(standard, template(pod)))
        .extracting(Violation::reason)
        .containsExactly("host namespaces");
  }

  @Test
  void an_apparmor_annotation_of_a_bare_pod_counts_as_the_field_that_it_becomes() {
    String pod =
        """
        metadata:
          annotations: {container.apparmor.security.beta.kubernetes.io/c: unconfined}
        spec: {containers: [{name: c}]}
        """;
    Node root = read(pod);
    Standard standard = new Standard(BASELINE, LATEST);

    assertThat(
            PodSecurity.evaluate(
                standard, PodTemplate.of(root.at("metadata"), root.at("spec"), "spec")))
        .extracting(Violation::text)
        .containsExactly(
            "forbidden AppArmor profiles (container \"c\" and annotation must not set AppArmor"
                + " profile type to \"Unconfined\","
                + " \"container.apparmor.security.beta.kubernetes.io/c=\"unconfined\"\")");
    assertThat(PodSecurity.evaluate(standard, template(pod)))
        .extracting(Violation::reason)
        .containsExactly("forbidden AppArmor profile");
  }

  @Test
  void a_volume_without_a_source_is_an_empty_directory() {
    String pod = HARDENED + "  volumes: [{name: scratch}]\n";

    assertThat(ids(RESTRICTED, LATEST, pod)).isEmpty();
  }

  @Test
  void names_of_capabilities_count_exactly() {
    String pod = HARDENED.replace("drop: [ALL]", "drop: [all], add: [CAP_NET_BIND_SERVICE]");

    assertThat(evaluate(RESTRICTED, LATEST, pod))
        .extracting(Violation::detail)
        .containsExactly(
            "container \"cart\" must set securityContext.capabilities.drop=[\"ALL\"]; container"
                + " \"cart\" must not include \"CAP_NET_BIND_SERVICE\" in"
                + " securityContext.capabilities.add");
  }

  @Test
  void a_version_of_the_future_is_judged_as_the_latest() {
    String pod = "spec: {containers: [{name: cart}]}";

    assertThat(evaluate(RESTRICTED, new Version(400), pod))
        .isEqualTo(evaluate(RESTRICTED, LATEST, pod));
    assertThat(new Standard(RESTRICTED, new Version(400)).label()).isEqualTo("restricted:v1.400");
  }

  private static List<String> ids(Level level, Version version, String pod) {
    return evaluate(level, version, pod).stream()
        .map(violation -> violation.control().id())
        .toList();
  }

  private static List<String> paths(Level level, Version version, String pod) {
    return evaluate(level, version, pod).stream().flatMap(v -> v.paths().stream()).toList();
  }

  private static List<Violation> evaluate(Level level, Version version, String pod) {
    Node root = read(pod);
    return PodSecurity.evaluate(level, version, root.at("metadata"), root.at("spec"));
  }

  private static PodTemplate template(String pod) {
    Node root = read(pod);
    return PodTemplate.of(root.at("metadata"), root.at("spec"), "spec.template.spec");
  }

  private static Node read(String pod) {
    return Node.of(new Load(LoadSettings.builder().build()).loadFromString(pod));
  }
}
