package dev.breakwater.engine.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.engine.node.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding DNS and the API server. */
class EssentialsTest {
  private static final String NAMED_TARGET =
      """
      apiVersion: v1
      kind: Service
      metadata: {namespace: kube-system, name: rke2-coredns, labels: {k8s-app: kube-dns}}
      spec:
        clusterIP: 10.43.0.10
        clusterIPs: [10.43.0.10, 'fd00::a']
        selector: {k8s-app: kube-dns, app: coredns}
        ports: [{name: udp-53, port: 53, protocol: UDP, targetPort: dns-port}]
      """;
  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {namespace: kube-system, name: x, labels: {kubernetes.io/service-name: rke2-coredns}}
      addressType: IPv4
      endpoints: [{addresses: [10.42.0.7]}]
      ports: [{name: udp-53, port: 5353, protocol: UDP}, {name: metrics, port: 9153, protocol: TCP}]
      """;

  private static Node rules(Essentials.Lookup lookup) {
    return lookup instanceof Essentials.Lookup.Found found
        ? Node.of(found.egress())
        : Node.of(null);
  }

  @Test
  void a_named_target_port_is_what_the_endpoints_have() {
    Essentials essentials =
        Essentials.of(
            List.of(SimulatedCluster.object(NAMED_TARGET)),
            List.of(SimulatedCluster.object(SLICE)));

    assertThat(rules(essentials.dns()))
        .isEqualTo(
            SimulatedCluster.yaml(
                """
                - to:
                  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
                    podSelector: {matchLabels: {app: coredns, k8s-app: kube-dns}}
                  ports: [{protocol: UDP, port: 5353}]
                - to:
                  - ipBlock: {cidr: 10.43.0.10/32}
                  - ipBlock: {cidr: 169.254.20.10/32}
                  - ipBlock: {cidr: 'fd00::a/128'}
                  ports: [{protocol: TCP, port: 53}, {protocol: UDP, port: 53}]
                """));
  }

  @Test
  void a_named_target_port_without_endpoints_is_not_guessed() {
    Essentials essentials =
        Essentials.of(List.of(SimulatedCluster.object(NAMED_TARGET)), List.of());

    assertThat(essentials.dns()).isInstanceOf(Essentials.Lookup.Missing.class);
  }

  @Test
  void a_service_without_selector_is_reached_at_its_endpoints() {
    Essentials essentials =
        Essentials.of(
            List.of(
                SimulatedCluster.object(
                    NAMED_TARGET.replace("  selector: {k8s-app: kube-dns, app: coredns}\n", ""))),
            List.of(SimulatedCluster.object(SLICE)));

    assertThat(rules(essentials.dns()).items().getFirst().at("to"))
        .isEqualTo(SimulatedCluster.yaml("[{ipBlock: {cidr: 10.42.0.7/32}}]"));
  }

  @Test
  void a_service_of_another_namespace_is_not_the_cluster_s_dns() {
    Essentials essentials =
        Essentials.of(
            List.of(
                SimulatedCluster.object(
                    SimulatedCluster.DNS_SERVICE.replace("kube-system", "shop"))),
            List.of());

    assertThat(essentials.dns()).isInstanceOf(Essentials.Lookup.Missing.class);
  }

  @Test
  void an_api_server_without_addresses_is_not_found() {
    Essentials essentials =
        Essentials.of(
            List.of(SimulatedCluster.object(SimulatedCluster.API_SERVICE)),
            List.of(
                SimulatedCluster.object(
                    SimulatedCluster.API_SLICE.replaceFirst("endpoints: .*", "endpoints: []"))));

    assertThat(essentials.apiServer()).isInstanceOf(Essentials.Lookup.Missing.class);
  }
}
