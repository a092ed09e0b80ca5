package dev.breakwater.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The control plane that other tests stand on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPlaneIT {
  private final ControlPlane cluster = ControlPlane.start(ControlPlane.Options.defaults());

  @BeforeAll
  void install() {
    cluster.applyDefinitions();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void what_was_written_survives_a_killed_api_server() {
    cluster
        .admin()
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName("kept").endMetadata().build())
        .create();

    cluster.restartApiServer();

    assertThat(cluster.admin().namespaces().withName("kept").get()).isNotNull();
  }

  @Test
  void a_service_account_may_do_nothing_until_it_is_allowed_to() {
    cluster
        .admin()
        .serviceAccounts()
        .inNamespace("default")
        .resource(
            new ServiceAccountBuilder().withNewMetadata().withName("nobody").endMetadata().build())
        .create();

    assertThatThrownBy(
            () -> cluster.asServiceAccount("default", "nobody").pods().inAnyNamespace().list())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("system:serviceaccount:default:nobody");
    assertThat(cluster.kubectlAsServiceAccount("default", "nobody").run("get", "pods").error())
        .contains("system:serviceaccount:default:nobody");
    assertThatThrownBy(() -> cluster.as("jane", "guests").pods().inAnyNamespace().list())
        .hasMessageContaining("\"jane\"");
  }

  @Test
  void the_controller_manager_lets_namespaces_go() {
    cluster
        .admin()
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName("gone").endMetadata().build())
        .create();
    cluster.startControllerManager();

    cluster.kubectl().run("delete", "namespace", "gone", "--timeout=60s").orFail();

    assertThat(cluster.admin().namespaces().withName("gone").get()).isNull();
  }
}
