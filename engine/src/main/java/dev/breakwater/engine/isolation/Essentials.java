package dev.breakwater.engine.isolation;

import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.engine.node.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the traffic goes that nearly every workload needs: found in the cluster, never assumed.
 *
 * @param dns the DNS of the cluster
 * @param apiServer the API server
 */
public record Essentials(Lookup dns, Lookup apiServer) {
  /**
   * The address on which node-local DNS caches listen, fixed by kubernetes/dns and its manifest
   * (cluster/addons/dns/nodelocaldns).
   */
  private static final String NODE_LOCAL_DNS = "169.254.20.10";

  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  /** What was found. */
  public sealed interface Lookup {
    /**
     * It was found.
     *
     * @param egress rules of a NetworkPolicy that allow it
     */
    record Found(List<Map<String, Object>> egress) implements Lookup {}

    /**
     * It was not found.
     *
     * @param why what was looked for
     */
    record Missing(String why) implements Lookup {}
  }

  /**
   * Looks through Services and EndpointSlices, of {@code kube-system} for DNS and of {@code
   * default} for the API server; others are passed over. A Service whose port goes through a node's
   * own address translation reaches its pods at their target port, and some networks judge the
   * Service's address instead: both are allowed.
   */
  public static Essentials of(List<KubernetesObject> services, List<KubernetesObject> slices) {
    return new Essentials(dns(services, slices), apiServer(services, slices));
  }

  private static Lookup dns(List<KubernetesObject> services, List<KubernetesObject> slices) {
    Set<Map<String, Object>> rules = new LinkedHashSet<>();
    Set<String> addresses = new TreeSet<>();
    services.stream()
        .filter(Essentials::isDns)
        .sorted(java.util.Comparator.comparing(KubernetesObject::ref))
        .forEach(
            service -> {
              Set<Map<String, Object>> ports = dnsPorts(service, slices);
              if (!ports.isEmpty()) {
                rules.add(Body.of("to", backends(service, slices), "ports", List.copyOf(ports)));
                addresses.addAll(clusterIps(service));
              }
            });
    if (rules.isEmpty()) {
      return new Lookup.Missing(
          "no Service in kube-system is labelled k8s-app=kube-dns or named kube-dns with a port 53"
              + " that leads to a known port of its pods");
    }
    addresses.add(NODE_LOCAL_DNS);
    rules.add(Body.of("to", blocks(addresses), "ports", List.of(port("TCP", 53), port("UDP", 53))));
    return new Lookup.Found(List.copyOf(rules));
  }

  private static boolean isDns(KubernetesObject service) {
    return service.ref().namespace().equals("kube-system")
        && (service.ref().name().equals("kube-dns")
            || "kube-dns".equals(service.labels().get("k8s-app")));
  }

  private static List<Object> backends(KubernetesObject service, List<KubernetesObject> slices) {
    Map<String, String> selector = new TreeMap<>(service.body().at("spec", "selector").strings());
    if (selector.isEmpty()) {
      Set<String> addresses = new TreeSet<>();
      slicesOf(service, slices).forEach(slice -> addresses.addAll(endpoints(slice)));
      return blocks(addresses);
    }
    return List.of(
        Body.of(
            "namespaceSelector",
            Body.of("matchLabels", Body.of(Marks.NAMESPACE_NAME, service.ref().namespace())),
            "podSelector",
            Body.of("matchLabels", selector)));
  }

  /** The ports of the pods to which the Service's port 53 leads. */
  private static Set<Map<String, Object>> dnsPorts(
      KubernetesObject service, List<KubernetesObject> slices) {
    Map<String, Map<String, Object>> ports = new TreeMap<>();
    for (Node port : service.body().at("spec", "ports").items()) {
      if (port.at("port").integer().orElse(0) != 53) {
        continue;
      }
      String protocol = port.at("protocol").textOr("TCP");
      Node target = port.at("targetPort");
      if (target.text().isEmpty()) {
        add(ports, port(protocol, target.integer().orElse(53)));
        continue;
      }
      for (KubernetesObject slice : slicesOf(service, slices)) {
        for (Node backend : slice.body().at("ports").items()) {
          if (backend.at("name").textOr("").equals(port.at("name").textOr(""))
              && backend.at("port").integer().isPresent()) {
            add(ports, port(protocol, backend.at("port").integer().getAsLong()));
          }
        }
      }
    }
    return new LinkedHashSet<>(ports.values());
  }

  private static Lookup apiServer(List<KubernetesObject> services, List<KubernetesObject> slices) {
    List<KubernetesObject> own =
        services.stream()
            .filter(service -> service.ref().namespace().equals("default"))
            .filter(service -> service.ref().name().equals("kubernetes"))
            .toList();
    Map<String, Set<String>> addressesByPorts = new TreeMap<>();
    Map<String, List<Object>> portsByKey = new LinkedHashMap<>();
    for (KubernetesObject service : own) {
      for (KubernetesObject slice : slicesOf(service, slices)) {
        List<Object> ports = ports(slice.body().at("ports"));
        if (!ports.isEmpty()) {
          portsByKey.put(ports.toString(), ports);
          addressesByPorts
              .computeIfAbsent(ports.toString(), key -> new TreeSet<>())
              .addAll(endpoints(slice));
        }
      }
    }
    addressesByPorts.values().removeIf(Set::isEmpty);
    if (addressesByPorts.isEmpty()) {
      return new Lookup.Missing("no EndpointSlice of Service default/kubernetes has an address");
    }
    List<Map<String, Object>> rules = new ArrayList<>();
    addressesByPorts.forEach(
        (key, addresses) ->
            rules.add(
                Body.of(
                    "to", blocks(addresses), "ports", portsByKey.getOrDefault(key, List.of()))));
    for (KubernetesObject service : own) {
      Set<String> addresses = clusterIps(service);
      if (!addresses.isEmpty()) {
        rules.add(
            Body.of("to", blocks(addresses), "ports", ports(service.body().at("spec", "ports"))));
      }
    }
    return new Lookup.Found(List.copyOf(rules));
  }

  private static List<KubernetesObject> slicesOf(
      KubernetesObject service, List<KubernetesObject> slices) {
    return slices.stream()
        .filter(slice -> slice.ref().namespace().equals(service.ref().namespace()))
        .filter(slice -> service.ref().name().equals(slice.labels().get(SERVICE_NAME)))
        .toList();
  }

  /** A slice of type FQDN has names instead of addresses, which no policy can hold. */
  private static List<String> endpoints(KubernetesObject slice) {
    return slice.body().at("addressType").textOr("").equals("FQDN")
        ? List.of()
        : slice.body().at("endpoints").items().stream()
            .flatMap(endpoint -> endpoint.at("addresses").texts().stream())
            .toList();
  }

  private static Set<String> clusterIps(KubernetesObject service) {
    Set<String> addresses = new TreeSet<>(service.body().at("spec", "clusterIPs").texts());
    service.body().at("spec", "clusterIP").text().ifPresent(addresses::add);
    addresses.remove("None");
    addresses.remove("");
    return addresses;
  }

  private static List<Object> ports(Node ports) {
    Map<String, Map<String, Object>> sorted = new TreeMap<>();
    for (Node port : ports.items()) {
      port.at("port")
          .integer()
          .ifPresent(number -> add(sorted, port(port.at("protocol").textOr("TCP"), number)));
    }
    return List.copyOf(sorted.values());
  }

  private static void add(Map<String, Map<String, Object>> ports, Map<String, Object> port) {
    ports.put(port.toString(), port);
  }

  private static Map<String, Object> port(String protocol, long number) {
    return Body.of("protocol", protocol, "port", number);
  }

  private static List<Object> blocks(Set<String> addresses) {
    return addresses.stream()
        .<Object>map(
            address ->
                Body.of(
                    "ipBlock", Body.of("cidr", address + (address.contains(":") ? "/128" : "/32"))))
        .toList();
  }
}
