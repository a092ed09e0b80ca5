package dev.breakwater.operator.imagepolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.api.v1alpha1.BlockedWorkload;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.api.v1alpha1.ImagePolicyStatus;
import dev.breakwater.api.v1alpha1.PolicyException;
import dev.breakwater.api.v1alpha1.UnscannedRule;
import dev.breakwater.api.v1alpha1.VexStatus;
import dev.breakwater.api.v1alpha1.VulnerabilityRules;
import dev.breakwater.engine.imagescan.ImageScans;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyStatusTest {
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00.123Z");

  private static ImagePolicy policy(String enforcement, String source) {
    ImagePolicy policy =
        Cluster.policy("production", "{namespaces: {selector: {}}}", enforcement, source);
    policy.getMetadata().setGeneration(3L);
    return policy;
  }

  private static ImagePolicyStatus status(
      ImagePolicy policy, AdmissionState admission, String... images) {
    return PolicyStatus.of(
        policy, Inventories.of(images), ImageScans.NONE, admission, "breakwater-system", NOW);
  }

  private static Condition ready(ImagePolicyStatus status) {
    return status.getConditions().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "Audit, the API server notes each new violation in its audit log",
    "Warn, the API server warns whoever brings in a violation",
    "Deny, the API server refuses what brings in a violation"
  })
  void ready_says_what_enforcement_means(String enforcement, String message) {
    ImagePolicyStatus status =
        status(policy(enforcement, "{digest: Require}"), new AdmissionState.Settling(), "nginx");

    assertThat(status.getObservedGeneration()).isEqualTo(3);
    assertThat(ready(status))
        .isEqualTo(new Condition("2026-03-01T02:00:00Z", message, 3L, "Enforced", "True", "Ready"));
  }

  @Test
  void who_fights_over_the_admission_policies_is_named() {
    ImagePolicyStatus status =
        status(
            policy("Deny", "{digest: Require}"),
            new AdmissionState.Conflicted(
                "ValidatingAdmissionPolicy breakwater-images-deny", Optional.of("argocd")));

    assertThat(ready(status).getReason()).isEqualTo("Conflicted");
    assertThat(ready(status).getMessage())
        .isEqualTo(
            "argocd keeps changing ValidatingAdmissionPolicy breakwater-images-deny; stop it, then"
                + " it is repaired within ten minutes");
  }

  @Test
  void a_policy_that_is_not_installed_is_still_judged() {
    ImagePolicyStatus status =
        status(
            policy("Deny", "{digest: Require}"),
            new AdmissionState.NotInstalled("apply the CRDs"),
            "nginx",
            "redis");

    assertThat(ready(status).getReason()).isEqualTo("NotInstalled");
    assertThat(ready(status).getMessage()).isEqualTo("apply the CRDs");
    assertThat(status.getWorkloadsViolating()).isEqualTo(2);
    assertThat(Objects.requireNonNull(status.getImages()).getViolating()).isEqualTo(2);
  }

  @Test
  void a_mistake_in_a_policy_is_said_with_its_field() {
    ImagePolicyStatus status =
        status(
            policy("Deny", "{registries: {allow: [nginx]}}"),
            new AdmissionState.Installed(),
            "nginx");

    assertThat(ready(status).getReason()).isEqualTo("InvalidPolicy");
    assertThat(ready(status).getMessage()).startsWith("spec.source.registries.allow[0]: ");
    assertThat(status.getImages()).isNull();
  }

  @Test
  void the_time_of_a_condition_stays_while_it_is_the_same() {
    ImagePolicy policy = policy("Deny", "{digest: Require}");
    ImagePolicyStatus before = status(policy, new AdmissionState.Installed());
    ready(before).setLastTransitionTime("2025-01-01T00:00:00Z");
    policy.setStatus(before);

    assertThat(ready(status(policy, new AdmissionState.Installed())).getLastTransitionTime())
        .isEqualTo("2025-01-01T00:00:00Z");
    assertThat(ready(status(policy, new AdmissionState.Installing())).getLastTransitionTime())
        .isEqualTo("2026-03-01T02:00:00Z");
  }

  @Test
  void all_blocked_workloads_are_counted_and_ten_are_named() {
    ImagePolicyStatus status =
        status(
            policy("Deny", "{digest: Require}"),
            new AdmissionState.Installed(),
            Collections.nCopies(12, "nginx").toArray(String[]::new));

    assertThat(Objects.requireNonNull(status.getWouldBlock()).getWorkloads()).isEqualTo(12);
    assertThat(status.getWouldBlock().getTop())
        .extracting(BlockedWorkload::getName)
        .hasSize(10)
        .startsWith("app-0", "app-1", "app-10");
    assertThat(Objects.requireNonNull(status.getImages()).getMatched()).isEqualTo(1);
  }

  @Test
  void a_policy_about_content_alone_claims_no_enforcement() {
    ImagePolicy policy = policy("Deny", "{maxAge: 90d}");

    ImagePolicyStatus status = status(policy, new AdmissionState.Installing(), "nginx");

    assertThat(ready(status).getStatus()).isEqualTo("True");
    assertThat(ready(status).getReason()).isEqualTo("Judged");
    assertThat(ready(status).getMessage())
        .isEqualTo(
            "what runs is judged in its report; nothing is refused for what is inside an image");
  }

  @Test
  void an_expired_exception_is_told() {
    ImagePolicy policy = policy("Deny", "{digest: Require}");
    policy.getSpec().setVulnerabilities(new VulnerabilityRules());
    policy.getSpec().setExceptions(List.of(exception("2026-02-28"), exception("2026-03-01")));

    ImagePolicyStatus status = status(policy, new AdmissionState.Installed(), "nginx");

    assertThat(status.getConditions())
        .last()
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly("ExceptionsExpired", "True", "Expired");
    assertThat(status.getConditions().getLast().getMessage())
        .isEqualTo("remove them, or give them a new day: CVE-2024-0001 expired on 2026-02-28");
  }

  private static PolicyException exception(String expires) {
    PolicyException exception = new PolicyException();
    exception.setVulnerabilities(List.of("CVE-2024-0001"));
    exception.setStatus(VexStatus.AFFECTED);
    exception.setReason("no fix yet");
    exception.setExpires(expires);
    return exception;
  }

  @Test
  void an_image_that_must_be_scanned_and_was_not_is_violating() {
    ImagePolicy policy = policy("Audit", "{digest: Ignore}");
    VulnerabilityRules rules = new VulnerabilityRules();
    rules.setUnscanned(UnscannedRule.DENY);
    policy.getSpec().setVulnerabilities(rules);

    ImagePolicyStatus status = status(policy, new AdmissionState.Installed(), "nginx", "redis");

    assertThat(Objects.requireNonNull(status.getImages()).getMatched()).isEqualTo(2);
    assertThat(Objects.requireNonNull(status.getImages()).getViolating()).isEqualTo(2);
    assertThat(Objects.requireNonNull(status.getWouldBlock()).getWorkloads()).isZero();
  }
}
