package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;

/** Why the scan of an image failed. */
@JsonPropertyOrder({"reason", "message"})
public class ImageScanError {
  @JsonPropertyDescription("The sort of failure, for programs. Example: NotInRegistry.")
  @Required
  private String reason = "";

  @JsonPropertyDescription(
      "What happened, for people. Example: registry.example.com answers 404 for"
          + " shop/cart:1.4.")
  @Required
  private String message = "";

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }
}
