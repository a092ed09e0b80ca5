package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a report is about: a workload, a namespace or the cluster. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"apiVersion", "kind", "name", "uid"})
public class ReportScope {
  @JsonPropertyDescription("API version of the object. Example: apps/v1.")
  @Required
  @Size(min = 1, max = 317)
  private String apiVersion = "";

  @JsonPropertyDescription(
      "Kind of the object; Cluster for the whole cluster. Example: Deployment.")
  @Required
  @Size(min = 1, max = 63)
  private String kind = "";

  @JsonPropertyDescription("Name of the object. Example: cart.")
  @Required
  @Size(min = 1, max = 253)
  private String name = "";

  @JsonPropertyDescription("UID of the object; absent when it was read from a file.")
  private @Nullable String uid;

  public String getApiVersion() {
    return apiVersion;
  }

  public void setApiVersion(String apiVersion) {
    this.apiVersion = apiVersion;
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

  public @Nullable String getUid() {
    return uid;
  }

  public void setUid(@Nullable String uid) {
    this.uid = uid;
  }
}
