package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An image that a container of the workload runs. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "name",
  "image",
  "digest",
  "platform",
  "os",
  "base",
  "created",
  "verdicts",
  "excepted",
  "scan"
})
public class ReportImage {
  @JsonPropertyDescription("Name of the container. Example: cart.")
  @Required
  private String name = "";

  @JsonPropertyDescription(
      "The image as the pod names it. Example: registry.example.com/shop/cart:1.4.")
  @Required
  private String image = "";

  @JsonPropertyDescription(
      "Digest of what really runs, from the status of the pods; absent when none runs. Example:"
          + " sha256:9f86d081....")
  private @Nullable String digest;

  @JsonPropertyDescription(
      "The platform whose image was scanned, where one digest names images of several; absent"
          + " before the first scan. Example: linux/amd64.")
  private @Nullable String platform;

  @JsonPropertyDescription(
      "Verdict by name of the ImagePolicy: Satisfies; Violates; or Unknown, when it has rules about"
          + " the content of the image and that is not known. Example: {production: Violates}.")
  private Map<String, ImageVerdict> verdicts = new TreeMap<>();

  @JsonPropertyDescription(
      "Vulnerabilities that would violate a policy but for its exceptions. Example: [{policy:"
          + " production, vulnerabilities: [CVE-2024-0001], status: not_affected, expires:"
          + " 2027-01-31}].")
  private List<ExceptedVulnerabilities> excepted = new ArrayList<>();

  @JsonPropertyDescription(
      "The distribution in the image; absent before its first scan, and where it has none. Example:"
          + " debian 12.5.")
  private @Nullable String os;

  @JsonPropertyDescription(
      "What the image was built on, where that is known. Example:"
          + " docker.io/library/debian:12-slim.")
  private @Nullable String base;

  @JsonPropertyDescription(
      "When the image was made, as it says itself; absent where it does not say. RFC 3339, UTC;"
          + " example: 2026-03-01T02:00:00Z.")
  private @Nullable String created;

  @JsonPropertyDescription(
      "How far the scan of the image's content has come; absent where images are not scanned.")
  private @Nullable ImageScanStatus scan;

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getImage() {
    return image;
  }

  public void setImage(String image) {
    this.image = image;
  }

  public @Nullable String getDigest() {
    return digest;
  }

  public void setDigest(@Nullable String digest) {
    this.digest = digest;
  }

  public Map<String, ImageVerdict> getVerdicts() {
    return verdicts;
  }

  public void setVerdicts(Map<String, ImageVerdict> verdicts) {
    this.verdicts = verdicts;
  }

  public @Nullable String getOs() {
    return os;
  }

  public void setOs(@Nullable String os) {
    this.os = os;
  }

  public @Nullable String getBase() {
    return base;
  }

  public void setBase(@Nullable String base) {
    this.base = base;
  }

  public @Nullable String getCreated() {
    return created;
  }

  public void setCreated(@Nullable String created) {
    this.created = created;
  }

  public @Nullable ImageScanStatus getScan() {
    return scan;
  }

  public void setScan(@Nullable ImageScanStatus scan) {
    this.scan = scan;
  }

  public List<ExceptedVulnerabilities> getExcepted() {
    return excepted;
  }

  public void setExcepted(List<ExceptedVulnerabilities> excepted) {
    this.excepted = excepted;
  }

  public @Nullable String getPlatform() {
    return platform;
  }

  public void setPlatform(@Nullable String platform) {
    this.platform = platform;
  }
}
