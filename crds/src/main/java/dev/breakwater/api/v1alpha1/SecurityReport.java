package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one workload, one namespace or the cluster, and what changed. Written by the
 * operator only. It has no spec and no status subresource, so that a report is one write.
 */
@JsonClassDescription(
    "What is wrong with one workload, one namespace or the cluster, and what changed since the"
        + " report before. Written by the operator only.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@Kind("SecurityReport")
@Plural("securityreports")
@ShortNames("secrep")
@Categories("breakwater")
@AdditionalPrinterColumn(
    name = "Kind",
    jsonPath = ".scope.kind",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Critical",
    jsonPath = ".summary.critical",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "High",
    jsonPath = ".summary.high",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Medium",
    jsonPath = ".summary.medium",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Low",
    jsonPath = ".summary.low",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "New",
    jsonPath = ".change.new",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Scanned",
    jsonPath = ".scanTime",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Images",
    jsonPath = ".summary.images",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Failed",
    jsonPath = ".status.conditions[?(@.type==\"ScanFailed\")].status",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Complete\")].reason",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "apiVersion",
  "kind",
  "metadata",
  "scope",
  "scanTime",
  "summary",
  "change",
  "images",
  "findings",
  "status"
})
// Without it the client would look up the class by the kind that the JSON names, and find this one,
// for ever.
@JsonDeserialize(using = JsonDeserializer.None.class)
public class SecurityReport implements HasMetadata, Namespaced {
  // Thousands are made at a time, and to ask the annotations is slow.
  private String apiVersion = Api.GROUP + '/' + Api.VERSION;
  private String kind = "SecurityReport";
  private ObjectMeta metadata = new ObjectMeta();

  @JsonPropertyDescription("What the report is about.")
  @Required
  @ValidationRule(
      value =
          "self.apiVersion == oldSelf.apiVersion && self.kind == oldSelf.kind && self.name =="
              + " oldSelf.name",
      message =
          "a report is about one object for ever: delete the report, the operator writes a new one")
  private ReportScope scope = new ReportScope();

  @JsonPropertyDescription(
      "Time of the scan that wrote this report. A later scan that found the same did not rewrite"
          + " it. RFC 3339, UTC; example: 2026-03-01T02:00:00Z.")
  private @Nullable String scanTime;

  @JsonPropertyDescription("Numbers of the report.")
  private ReportSummary summary = new ReportSummary();

  @JsonPropertyDescription("What is new and what is fixed since the report before.")
  private ReportChange change = new ReportChange();

  @JsonPropertyDescription("Images of the containers, by what really runs.")
  @Size(max = 512)
  private List<ReportImage> images = new ArrayList<>();

  @JsonPropertyDescription("What is wrong, in the order in which to repair it.")
  @Size(max = 8192)
  private List<Finding> findings = new ArrayList<>();

  @JsonPropertyDescription(
      "Whether the report is complete and current. Not a subresource: written together with the"
          + " rest.")
  private @Nullable SecurityReportStatus status;

  @Override
  public String getApiVersion() {
    return apiVersion;
  }

  @Override
  public void setApiVersion(String apiVersion) {
    this.apiVersion = apiVersion;
  }

  @Override
  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ObjectMeta metadata) {
    this.metadata = metadata;
  }

  public ReportScope getScope() {
    return scope;
  }

  public void setScope(ReportScope scope) {
    this.scope = scope;
  }

  public @Nullable String getScanTime() {
    return scanTime;
  }

  public void setScanTime(@Nullable String scanTime) {
    this.scanTime = scanTime;
  }

  public ReportSummary getSummary() {
    return summary;
  }

  public void setSummary(ReportSummary summary) {
    this.summary = summary;
  }

  public ReportChange getChange() {
    return change;
  }

  public void setChange(ReportChange change) {
    this.change = change;
  }

  public List<ReportImage> getImages() {
    return images;
  }

  public void setImages(List<ReportImage> images) {
    this.images = images;
  }

  public List<Finding> getFindings() {
    return findings;
  }

  public void setFindings(List<Finding> findings) {
    this.findings = findings;
  }

  public @Nullable SecurityReportStatus getStatus() {
    return status;
  }

  public void setStatus(@Nullable SecurityReportStatus status) {
    this.status = status;
  }
}
