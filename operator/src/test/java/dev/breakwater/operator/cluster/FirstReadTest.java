package dev.breakwater.operator.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A start without a cluster. */
class FirstReadTest {
  @Test
  void a_cluster_that_does_not_answer_is_not_waited_for_forever() {
    Config nobody =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:1")
            .withRequestRetryBackoffLimit(0)
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(nobody).build();
        ClusterView view = new ClusterView(client, Set.of(), object -> {})) {
      FirstRead first = new FirstRead();
      view.start(first);

      assertThatThrownBy(() -> first.await(Duration.ofSeconds(1)))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("deployments")
          .hasMessageContaining("check that the API server answers");
    }
  }
}
