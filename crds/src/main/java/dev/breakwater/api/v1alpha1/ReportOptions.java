package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;

/** How large reports get and what they leave out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"maxSize", "minSeverity"})
public class ReportOptions {
  @JsonPropertyDescription(
      "Upper bound of one report in bytes, between 4Ki and 1Mi. What does not fit is left out,"
          + " least severe first, and counted in summary.omitted. Default: 32Ki.")
  @Default("32Ki")
  @ValidationRule(
      value =
          "isQuantity(string(self)) && quantity(string(self)).compareTo(quantity('4Ki')) >= 0 &&"
              + " quantity(string(self)).compareTo(quantity('1Mi')) <= 0",
      message =
          "maxSize is a size between 4Ki and 1Mi, for example 32Ki; etcd refuses objects above"
              + " 1.5Mi")
  private Quantity maxSize = new Quantity("32Ki");

  @JsonPropertyDescription(
      "Findings below this severity are not reported. Default: Low, which leaves out only Unknown;"
          + " Unknown reports everything.")
  @Default("Low")
  private Severity minSeverity = Severity.LOW;

  public Quantity getMaxSize() {
    return maxSize;
  }

  public void setMaxSize(Quantity maxSize) {
    this.maxSize = maxSize;
  }

  public Severity getMinSeverity() {
    return minSeverity;
  }

  public void setMinSeverity(Severity minSeverity) {
    this.minSeverity = minSeverity;
  }
}
