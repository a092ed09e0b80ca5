package dev.breakwater.operator.runtime;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports as a whole, also where the resource in the cluster had to leave findings out. As
 * protected as the resource: the API server says who the bearer of the token is, and whether that
 * one may {@code get} this SecurityReport.
 */
public final class ReportsEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ReportsEndpoint.class);
  private static final String BEARER = "Bearer ";

  private final KubernetesClient client;
  private final Reports reports;

  /** Where reports come from. */
  public interface Reports {
    /**
     * The whole report as JSON; empty when there is none of that name.
     *
     * @throws NotLeadingException where only another replica can tell
     */
    Optional<String> find(String namespace, String name) throws NotLeadingException;
  }

  /** This replica is a standby, which does not know what is in images. */
  public static final class NotLeadingException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** What is answered. */
  record Answer(int status, String type, String body) {
    static Answer plain(int status, String sentence) {
      return new Answer(status, "text/plain; charset=utf-8", sentence + "\n");
    }
  }

  /** Serves {@code reports} to those whom the API server lets read them. */
  public ReportsEndpoint(KubernetesClient client, Reports reports) {
    this.client = client;
    this.reports = reports;
  }

  /** Answers {@code GET path}. */
  Answer answer(String path, String authorization) {
    String[] parts = path.split("/", -1);
    if (parts.length != 4 || parts[2].isEmpty() || parts[3].isEmpty()) {
      return Answer.plain(404, "ask for /reports/NAMESPACE/NAME");
    }
    try {
      Optional<UserInfo> user = user(authorization);
      if (user.isEmpty()) {
        return Answer.plain(
            401, "send a token of the cluster: Authorization: Bearer $(kubectl create token ...)");
      }
      if (!mayRead(user.get(), parts[2], parts[3])) {
        return Answer.plain(
            403,
            "%s may not get securityreports in the namespace %s"
                .formatted(user.get().getUsername(), parts[2]));
      }
      return reports
          .find(parts[2], parts[3])
          .map(json -> new Answer(200, "application/json", json))
          .orElseGet(() -> Answer.plain(404, "there is no report of that name"));
    } catch (NotLeadingException e) {
      return Answer.plain(503, "this replica is a standby: ask the one that leads");
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("report not served");
      return Answer.plain(503, "the API server does not say who may read this");
    }
  }

  private Optional<UserInfo> user(String authorization) {
    if (!authorization.startsWith(BEARER)) {
      return Optional.empty();
    }
    TokenReview review =
        client
            .resource(
                new TokenReviewBuilder()
                    .withNewSpec()
                    .withToken(authorization.substring(BEARER.length()).strip())
                    .endSpec()
                    .build())
            .create();
    TokenReviewStatus status = review.getStatus();
    return status != null && Boolean.TRUE.equals(status.getAuthenticated())
        ? Optional.ofNullable(status.getUser())
        : Optional.empty();
  }

  private boolean mayRead(UserInfo user, String namespace, String name) {
    SubjectAccessReview review =
        client
            .resource(
                new SubjectAccessReviewBuilder()
                    .withNewSpec()
                    .withUser(user.getUsername())
                    .withUid(user.getUid())
                    .withGroups(user.getGroups())
                    .withExtra(user.getExtra())
                    .withNewResourceAttributes()
                    .withGroup("breakwater.dev")
                    .withVersion("v1alpha1")
                    .withResource("securityreports")
                    .withVerb("get")
                    .withNamespace(namespace)
                    .withName(name)
                    .endResourceAttributes()
                    .endSpec()
                    .build())
            .create();
    return review.getStatus() != null && Boolean.TRUE.equals(review.getStatus().getAllowed());
  }
}
