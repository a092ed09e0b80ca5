package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;

/** How images are pulled and read. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"timeout", "parallelism", "pullSecrets"})
public class ImageScanOptions {
  @JsonPropertyDescription(
      "How long one image may take, pull included; then its scan has failed with the reason"
          + " TimedOut and is tried again later. Of several schedules the longest counts. A whole"
          + " number and one unit of s, m, h; between 10s and 2h. Default: 10m.")
  @Default("10m")
  @Size(min = 2, max = 6)
  @ValidationRule(
      value =
          "self.matches('^[1-9][0-9]{0,4}[smh]$') && duration(self) >= duration('10s') &&"
              + " duration(self) <= duration('2h')",
      messageExpression =
          "'\"' + self + '\" is not a timeout: write a whole number and one unit of s, m, h,"
              + " between 10s and 2h, for example 10m'")
  private String timeout = "10m";

  @JsonPropertyDescription(
      "How many images are read at a time, between 1 and 16. Of several schedules the largest"
          + " counts. Default: 4.")
  @Default("4")
  @Min(1)
  @Max(16)
  private int parallelism = 4;

  @JsonPropertyDescription(
      "Secrets in the operator's namespace, of the type kubernetes.io/dockerconfigjson, whose"
          + " credentials are tried after those that the workload itself names, for the images of"
          + " the workloads that this schedule covers. At most 8. Example: [{name: registry}].")
  @Size(max = 8)
  private List<PullSecret> pullSecrets = new ArrayList<>();

  public String getTimeout() {
    return timeout;
  }

  public void setTimeout(String timeout) {
    this.timeout = timeout;
  }

  public int getParallelism() {
    return parallelism;
  }

  public void setParallelism(int parallelism) {
    this.parallelism = parallelism;
  }

  public List<PullSecret> getPullSecrets() {
    return pullSecrets;
  }

  public void setPullSecrets(List<PullSecret> pullSecrets) {
    this.pullSecrets = pullSecrets;
  }
}
