package dev.breakwater.operator.imagepolicy;

import dev.breakwater.api.v1alpha1.Enforcement;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The texts of the admission policies. They depend on nothing but the operator's namespace.
 *
 * <p>Audit and Warn never refuse anything, so they ignore what they cannot judge; Deny does not,
 * once it is known to work.
 */
final class AdmissionObjects {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  /** Whether pattern g, as the variable globs has it, matches reference r. */
  private static final String MATCHES =
      "r[1].startsWith(g[1]) && r[1].endsWith(g[2]) && size(r[1]) >= size(g[1]) + size(g[2])"
          + " && r[1].substring(size(g[1]), size(r[1]) - size(g[2])).matches(g[3])"
          + " && (g[4] == '^$' || (r[2] != '' && r[2].matches(g[4])))"
          + " && (g[5] == '^$' || (r[3] != '' && r[3].matches(g[5])))";

  /** Pattern g as a regular expression; a legal pattern has no other special character. */
  private static final String REGEX =
      "'^' + g.replace('.', '[.]').replace('?', '[^/]').replace('**', '\\n')"
          + ".replace('*', '[^/]*').replace('\\n', '.*') + '$'";

  /** What the API server does with a request that it cannot judge. */
  enum FailurePolicy {
    IGNORE("Ignore"),
    FAIL("Fail");

    private final String label;

    FailurePolicy(String label) {
      this.label = label;
    }
  }

  private final String policyText = read("images-policy.yaml");
  private final String bindingText = read("images-binding.yaml");
  private final String operatorNamespace;

  /**
   * @throws IllegalArgumentException when {@code operatorNamespace} is no name of a namespace
   */
  AdmissionObjects(String operatorNamespace) {
    if (!NAMESPACE.matcher(operatorNamespace).matches()) {
      throw new IllegalArgumentException(
          "\""
              + operatorNamespace
              + "\" is no name of a namespace; use lower-case letters, digits and '-'");
    }
    this.operatorNamespace = operatorNamespace;
  }

  static String name(Enforcement enforcement) {
    return "breakwater-images-" + label(enforcement).toLowerCase(Locale.ROOT);
  }

  ValidatingAdmissionPolicy policy(Enforcement enforcement, FailurePolicy failurePolicy) {
    return Serialization.unmarshal(
        filled(
            policyText,
            Map.of(
                "name",
                name(enforcement),
                "enforcement",
                label(enforcement),
                "failurePolicy",
                failurePolicy.label,
                "operatorNamespace",
                operatorNamespace,
                "matches",
                MATCHES,
                "regex",
                REGEX)),
        ValidatingAdmissionPolicy.class);
  }

  ValidatingAdmissionPolicyBinding binding(Enforcement enforcement) {
    return Serialization.unmarshal(
        filled(bindingText, Map.of("name", name(enforcement), "actions", actions(enforcement))),
        ValidatingAdmissionPolicyBinding.class);
  }

  private static String label(Enforcement enforcement) {
    return switch (enforcement) {
      case AUDIT -> "Audit";
      case WARN -> "Warn";
      case DENY -> "Deny";
    };
  }

  private static String actions(Enforcement enforcement) {
    return switch (enforcement) {
      case AUDIT -> "[Audit]";
      case WARN -> "[Warn, Audit]";
      case DENY -> "[Deny, Audit]";
    };
  }

  static String filled(String template, Map<String, String> values) {
    String text = template;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  static String read(String name) {
    try (InputStream text = AdmissionObjects.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
