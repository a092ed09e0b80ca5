package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;

/** Which repositories are allowed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"allow", "deny"})
public class RegistryRules {
  @JsonPropertyDescription(
      "Patterns of which at least one must match. Absent: everything is allowed. Patterns are"
          + " compared with the canonical repository (nginx is docker.io/library/nginx); with a :"
          + " after the last / also with the tag, with @ also with the digest. ? is one character,"
          + " * any without /, ** any. At most 64 of 256 characters. Example:"
          + " [\"registry.example.com/**\", \"docker.io/library/*\"].")
  @Size(max = 64)
  @ValidationRule(
      value = "size(self) > 0",
      message =
          "an empty allow would refuse every image: leave it out to allow all, or write deny:"
              + " [\"**\"]")
  @ValidationRule(
      value = "self.all(p, self.exists_one(o, o == p))",
      message = "name each pattern once")
  private List<@Size(min = 1, max = 256) String> allow = new ArrayList<>();

  @JsonPropertyDescription(
      "Patterns of which none may match; deny wins over allow. Patterns are compared with the"
          + " canonical repository (nginx is docker.io/library/nginx); with a : after the last /"
          + " also with the tag, with @ also with the digest. ? is one character, * any without /,"
          + " ** any. At most 64 of 256 characters. Example: [\"docker.io/**\"].")
  @Size(max = 64)
  @ValidationRule(
      value = "self.all(p, self.exists_one(o, o == p))",
      message = "name each pattern once")
  private List<@Size(min = 1, max = 256) String> deny = new ArrayList<>();

  public List<String> getAllow() {
    return allow;
  }

  public void setAllow(List<String> allow) {
    this.allow = allow;
  }

  public List<String> getDeny() {
    return deny;
  }

  public void setDeny(List<String> deny) {
    this.deny = deny;
  }
}
