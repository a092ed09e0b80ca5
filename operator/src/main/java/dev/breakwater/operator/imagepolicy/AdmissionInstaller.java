package dev.breakwater.operator.imagepolicy;

import dev.breakwater.api.v1alpha1.Enforcement;
import dev.breakwater.api.v1alpha1.ImagePolicy;
import dev.breakwater.operator.imagepolicy.AdmissionObjects.FailurePolicy;
import dev.breakwater.operator.imagepolicy.AdmissionState.Installed;
import dev.breakwater.operator.imagepolicy.AdmissionState.Installing;
import dev.breakwater.operator.imagepolicy.AdmissionState.NotInstalled;
import dev.breakwater.operator.imagepolicy.AdmissionState.Settling;
import dev.breakwater.operator.imagepolicy.OwnedObjects.ContestedException;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the three admission policies in place and keeps them, in an order in which no innocent
 * request is ever refused.
 *
 * <p>The CRD must be served. Then Deny comes with {@code failurePolicy: Ignore}: it judges, and
 * lets pass what it cannot judge. Once a dry run shows that the API server finds the ImagePolicies,
 * and the other API servers of the cluster had time to, it becomes {@code Fail}. A new text takes
 * the same way. When the CRD goes, Deny goes back to {@code Ignore}.
 *
 * <p>Not safe for use by several threads.
 */
public final class AdmissionInstaller {
  /**
   * How long the others of a cluster's API servers are given: twice the 30 s after which each looks
   * for new kinds ({@code k8s.io/apiserver}, {@code generic.PolicySource}).
   */
  public static final Duration SETTLE = Duration.ofMinutes(1);

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int INVALID = 422;

  private enum Parameters {
    NOT_SERVED,
    NONE,
    SOME
  }

  private final KubernetesClient client;
  private final Clock clock;
  private final Duration settle;
  private final AdmissionObjects objects;
  private final OwnedObjects owned;
  private final ParameterProbe probe;
  private @Nullable Instant resolvedSince;

  /**
   * @param operatorNamespace exempt from all policies, and where the dry run takes place
   * @param settle how long {@code Ignore} is kept after the dry run; {@link #SETTLE}
   * @throws IllegalArgumentException when {@code operatorNamespace} is no name of a namespace
   */
  public AdmissionInstaller(
      KubernetesClient client, String operatorNamespace, Clock clock, Duration settle) {
    this.client = client;
    this.clock = clock;
    this.settle = settle;
    objects = new AdmissionObjects(operatorNamespace);
    owned = new OwnedObjects(client, clock);
    probe = new ParameterProbe(client, operatorNamespace);
  }

  /**
   * Takes the next step, and repairs what others changed. To be called again and again; it writes
   * nothing when all is in place.
   *
   * @throws KubernetesClientException if the API server does not answer
   */
  public AdmissionState ensure() {
    try {
      return step();
    } catch (ContestedException contested) {
      return contested.state();
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case FORBIDDEN ->
            new NotInstalled("the operator lacks a right; upgrade its chart: " + e.getMessage());
        case NOT_FOUND, INVALID ->
            new NotInstalled(
                "the API server does not take the admission policies; Kubernetes 1.30 or newer is"
                    + " needed: "
                    + e.getMessage());
        default -> throw e;
      };
    }
  }

  private AdmissionState step() throws ContestedException {
    Parameters parameters = parameters();
    if (parameters == Parameters.NOT_SERVED) {
      relax();
      return new NotInstalled(
          "the API server does not serve imagepolicies.breakwater.dev; apply the CRDs");
    }
    for (Enforcement enforcement : new Enforcement[] {Enforcement.AUDIT, Enforcement.WARN}) {
      keep(objects.policy(enforcement, FailurePolicy.IGNORE));
      keep(objects.binding(enforcement));
    }
    ValidatingAdmissionPolicy failing = objects.policy(Enforcement.DENY, FailurePolicy.FAIL);
    if (isInPlace(failing)) {
      keep(failing);
      keep(objects.binding(Enforcement.DENY));
      return new Installed();
    }
    return installDeny(failing, parameters == Parameters.SOME);
  }

  private AdmissionState installDeny(ValidatingAdmissionPolicy failing, boolean anyPolicy)
      throws ContestedException {
    ValidatingAdmissionPolicy ignoring = objects.policy(Enforcement.DENY, FailurePolicy.IGNORE);
    if (!isInPlace(ignoring)) {
      resolvedSince = null;
    }
    keep(ignoring);
    keep(objects.binding(Enforcement.DENY));
    Instant now = clock.instant();
    if (resolvedSince == null) {
      if (!probe.resolves(anyPolicy)) {
        return new Installing();
      }
      probe.remove();
      resolvedSince = now;
    }
    if (now.isBefore(resolvedSince.plus(settle))) {
      return new Settling();
    }
    keep(failing);
    return new Installed();
  }

  /** A missing CRD and {@code Fail} refuse every pod after the next start of the API server. */
  private void relax() throws ContestedException {
    resolvedSince = null;
    ValidatingAdmissionPolicy ignoring = objects.policy(Enforcement.DENY, FailurePolicy.IGNORE);
    if (owned.live(ignoring).isPresent()) {
      keep(ignoring);
    }
  }

  private boolean isInPlace(ValidatingAdmissionPolicy desired) {
    Optional<ValidatingAdmissionPolicy> live = owned.live(desired);
    return live.isPresent() && live.get().getSpec().equals(desired.getSpec());
  }

  private void keep(ValidatingAdmissionPolicy policy) throws ContestedException {
    owned.keep(policy, ValidatingAdmissionPolicy::getSpec);
  }

  private void keep(ValidatingAdmissionPolicyBinding binding) throws ContestedException {
    owned.keep(binding, ValidatingAdmissionPolicyBinding::getSpec);
  }

  private Parameters parameters() {
    try {
      boolean none =
          client
              .resources(ImagePolicy.class)
              .list(new ListOptionsBuilder().withLimit(1L).build())
              .getItems()
              .isEmpty();
      return none ? Parameters.NONE : Parameters.SOME;
    } catch (KubernetesClientException e) {
      if (e.getCode() == NOT_FOUND) {
        return Parameters.NOT_SERVED;
      }
      throw e;
    }
  }
}
