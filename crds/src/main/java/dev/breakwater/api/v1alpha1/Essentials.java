package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;

/** Traffic that nearly every workload needs. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"dns", "apiServer"})
public class Essentials {
  @JsonPropertyDescription("Allow name resolution by the DNS of the cluster. Default: true.")
  @Default("true")
  private boolean dns = true;

  @JsonPropertyDescription("Allow connections to the Kubernetes API server. Default: true.")
  @Default("true")
  private boolean apiServer = true;

  public boolean isDns() {
    return dns;
  }

  public void setDns(boolean dns) {
    this.dns = dns;
  }

  public boolean isApiServer() {
    return apiServer;
  }

  public void setApiServer(boolean apiServer) {
    this.apiServer = apiServer;
  }
}
