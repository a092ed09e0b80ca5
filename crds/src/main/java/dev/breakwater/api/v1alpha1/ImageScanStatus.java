package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How far the scan of an image has come. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"state", "lastAttempt", "lastSuccess", "error"})
public class ImageScanStatus {
  @JsonPropertyDescription(
      "Scanned; Pending, waiting for its turn; or Failed, to be tried again. What an earlier scan"
          + " found stays in the report.")
  @Required
  private ImageScanState state = ImageScanState.PENDING;

  @JsonPropertyDescription(
      "When the scan that failed was tried. RFC 3339, UTC; example: 2026-03-01T02:00:00Z.")
  private @Nullable String lastAttempt;

  @JsonPropertyDescription(
      "When the image was last read to its end. RFC 3339, UTC; example: 2026-03-01T02:00:00Z.")
  private @Nullable String lastSuccess;

  @JsonPropertyDescription("Why the last scan failed; absent otherwise.")
  private @Nullable ImageScanError error;

  public ImageScanState getState() {
    return state;
  }

  public void setState(ImageScanState state) {
    this.state = state;
  }

  public @Nullable String getLastAttempt() {
    return lastAttempt;
  }

  public void setLastAttempt(@Nullable String lastAttempt) {
    this.lastAttempt = lastAttempt;
  }

  public @Nullable String getLastSuccess() {
    return lastSuccess;
  }

  public void setLastSuccess(@Nullable String lastSuccess) {
    this.lastSuccess = lastSuccess;
  }

  public @Nullable ImageScanError getError() {
    return error;
  }

  public void setError(@Nullable ImageScanError error) {
    this.error = error;
  }
}
