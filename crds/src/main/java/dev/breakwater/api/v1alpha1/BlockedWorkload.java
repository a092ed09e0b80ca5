package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;

/** A running workload whose next new pod Deny would refuse. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"namespace", "kind", "name", "problem"})
public class BlockedWorkload {
  @JsonPropertyDescription("Its namespace. Example: shop.")
  @Required
  private String namespace = "";

  @JsonPropertyDescription("Its kind. Example: Deployment.")
  @Required
  private String kind = "";

  @JsonPropertyDescription("Its name. Example: cart.")
  @Required
  private String name = "";

  @JsonPropertyDescription("The rule and the image. Example: source.tags.deny: nginx:latest.")
  private String problem = "";

  public String getNamespace() {
    return namespace;
  }

  public void setNamespace(String namespace) {
    this.namespace = namespace;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getProblem() {
    return problem;
  }

  public void setProblem(String problem) {
    this.problem = problem;
  }
}
