package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A rule about images in the words of whoever writes it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"name", "expression", "message"})
public class ImageRule {
  @JsonPropertyDescription(
      "What the findings call it; unique in the policy. Lower-case letters, digits and -; at most"
          + " 63 characters. Required. Example: source-label.")
  @Required
  @Size(min = 1, max = 63)
  @ValidationRule(
      value = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
      messageExpression =
          "'\"' + self + '\" is not a name: write lower-case letters, digits and -, for example"
              + " source-label'")
  private String name = "";

  @JsonPropertyDescription(
      "Holds for an image that keeps the rule: an expression in CEL, true or false. It can ask now,"
          + " a time, and image: reference, digest, platform, user (texts), labels (map of texts),"
          + " environment (names only), ports, entrypoint, command (lists of texts), os {family,"
          + " version}, base {name, proven}, created, firstSeen (times), packages (list of {type,"
          + " name, version, path, licenses}). An unknown text is empty. At most 1024 characters"
          + " and 1000000 steps. Required. Example: 'org.opencontainers.image.source' in"
          + " image.labels.")
  @Required
  @Size(min = 1, max = 1024)
  private String expression = "";

  @JsonPropertyDescription(
      "What is wrong with an image that does not keep it. Required. Example: it does not say where"
          + " its source is.")
  @Required
  @Size(min = 1, max = 256)
  private String message = "";

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getExpression() {
    return expression;
  }

  public void setExpression(String expression) {
    this.expression = expression;
  }

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }
}
