package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;

/** Whether the report is complete and current. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"conditions"})
public class SecurityReportStatus {
  @JsonPropertyDescription(
      "What is true of this object now, at most one of each type: Complete (False: something could"
          + " not be judged or was left out), ScanFailed (True: the last scan failed, the findings"
          + " are those of the last good one). Each has a reason (a constant) and a message (a"
          + " sentence). Wait for one with: kubectl wait --for=condition=Ready.")
  private List<Condition> conditions = new ArrayList<>();

  public List<Condition> getConditions() {
    return conditions;
  }

  public void setConditions(List<Condition> conditions) {
    this.conditions = conditions;
  }
}
