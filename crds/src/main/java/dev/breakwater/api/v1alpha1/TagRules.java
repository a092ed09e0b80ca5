package dev.breakwater.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.List;

/** Which tags are not allowed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"deny"})
public class TagRules {
  @JsonPropertyDescription(
      "Patterns of tags that are refused. An image without tag and digest means latest. ? is one"
          + " character, * any. At most 64 of 128 characters. Example: [latest, \"*-snapshot\"].")
  @Size(max = 64)
  @ValidationRule(value = "self.all(t, self.exists_one(o, o == t))", message = "name each tag once")
  private List<@Size(min = 1, max = 128) String> deny = new ArrayList<>();

  public List<String> getDeny() {
    return deny;
  }

  public void setDeny(List<String> deny) {
    this.deny = deny;
  }
}
