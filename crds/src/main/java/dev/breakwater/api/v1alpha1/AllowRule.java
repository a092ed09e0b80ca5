package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;

/** Traffic that is allowed besides what isolation allows. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"name", "direction", "peers", "ports", "pods"})
public class AllowRule {
  @JsonPropertyDescription(
      "Name of the rule, unique in the profile, part of the name of its NetworkPolicy: at most 40"
          + " lower-case letters, digits and dashes. Renaming it replaces the NetworkPolicy, the"
          + " new one first. Example: from-gateway.")
  @Required
  @Size(min = 1, max = 40)
  @ValidationRule(
      value = "self.matches('^[a-z0-9]([a-z0-9-]*[a-z0-9])?$')",
      messageExpression =
          "'\"' + self + '\" cannot be part of an object name: use lower-case letters, digits and"
              + " dashes, for example from-gateway'")
  private String name = "";

  @JsonPropertyDescription(
      "Ingress: peers may connect to the pods. Egress: the pods may connect to peers.")
  @Required
  private Direction direction = Direction.INGRESS;

  @JsonPropertyDescription(
      "The other side, as in a NetworkPolicy: podSelector, namespaceSelector, both together, or"
          + " ipBlock. At least one, at most 32; everyone is an ipBlock whose cidr has the prefix"
          + " length 0, and {namespaceSelector: {}}. Example: [{namespaceSelector: {matchLabels:"
          + " {kubernetes.io/metadata.name: gateway}}}].")
  @Required
  @Size(max = 32)
  @ValidationRule(
      value = "size(self) > 0",
      message =
          "peers is empty, which would allow everyone: name the other side; for everyone write an"
              + " ipBlock whose cidr has the prefix length 0, and {namespaceSelector: {}}")
  @ValidationRule(
      value = "self.all(p, has(p.ipBlock) != (has(p.podSelector) || has(p.namespaceSelector)))",
      message = "a peer has either ipBlock or podSelector and/or namespaceSelector")
  private List<NetworkPolicyPeer> peers = new ArrayList<>();

  @JsonPropertyDescription(
      "Ports of the side that is connected to, as in a NetworkPolicy. Absent or empty: all ports."
          + " At most 32. Example: [{port: 8080}, {port: 30000, endPort: 30100, protocol: UDP}].")
  @Size(max = 32)
  private List<NetworkPolicyPort> ports = new ArrayList<>();

  @JsonPropertyDescription(
      "The pods of the namespace for which the rule holds. Default: {}, all pods. Example:"
          + " {matchLabels: {app: web}}.")
  @Default("{}")
  private LabelSelector pods = new LabelSelector();

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Direction getDirection() {
    return direction;
  }

  public void setDirection(Direction direction) {
    this.direction = direction;
  }

  public List<NetworkPolicyPeer> getPeers() {
    return peers;
  }

  public void setPeers(List<NetworkPolicyPeer> peers) {
    this.peers = peers;
  }

  public List<NetworkPolicyPort> getPorts() {
    return ports;
  }

  public void setPorts(List<NetworkPolicyPort> ports) {
    this.ports = ports;
  }

  public LabelSelector getPods() {
    return pods;
  }

  public void setPods(LabelSelector pods) {
    this.pods = pods;
  }
}
