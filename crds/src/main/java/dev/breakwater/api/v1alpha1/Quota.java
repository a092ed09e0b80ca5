package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.TreeMap;

/** A ResourceQuota for each namespace. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"hard"})
public class Quota {
  @JsonPropertyDescription(
      "Upper bound by resource, as in a ResourceQuota. Units are those of the resource: cores,"
          + " bytes, objects. At most 64. Example: {pods: \"50\", requests.cpu: \"20\","
          + " requests.memory: 64Gi, services.loadbalancers: \"0\"}.")
  @Required
  @Size(min = 1, max = 64)
  @ValidationRule(
      value =
          "self.all(k, k.matches('^[a-z0-9]([a-z0-9A-Z./_-]*[a-z0-9A-Z])?$') && size(k) <= 253)",
      message =
          "a key of quota.hard is not a resource: write pods, requests.cpu, limits.memory,"
              + " services.loadbalancers or count/RESOURCE.GROUP")
  private Map<String, Quantity> hard = new TreeMap<>();

  public Map<String, Quantity> getHard() {
    return hard;
  }

  public void setHard(Map<String, Quantity> hard) {
    this.hard = hard;
  }
}
