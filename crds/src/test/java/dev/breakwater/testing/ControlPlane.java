package dev.breakwater.testing;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * etcd and a kube-apiserver on loopback, and kube-controller-manager when asked. Every instance has
 * its own folder and ports; nothing of it outlives the JVM.
 *
 * <p>Without the controller manager there is no garbage collection, no namespace ever goes, no
 * quota has a status and no Deployment gets pods. Pods never run; a test that needs running ones
 * writes their status.
 */
public final class ControlPlane implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static @Nullable ControlPlane shared;

  private final ScratchFolder folder;
  private final Options options;
  private final Path programs;
  private final int port;
  private final Credentials credentials;
  private final List<KubernetesClient> clients = new ArrayList<>();
  private final Program etcd;
  private final int etcdPort;
  private @Nullable Program apiServer;
  private @Nullable Program controllerManager;
  private @Nullable KubernetesClient admin;

  /**
   * What is special about a control plane.
   *
   * @param apiServerArguments more arguments of kube-apiserver, for example {@code
   *     --feature-gates=...}
   * @param serviceAccounts whether pods need a service account; then each namespace must get one,
   *     from the controller manager or from the test
   */
  public record Options(List<String> apiServerArguments, boolean serviceAccounts) {
    /** Nothing special: pods can be created in any namespace at once. */
    public static Options defaults() {
      return new Options(List.of(), false);
    }
  }

  private ControlPlane(Options options) throws IOException {
    this.options = options;
    programs = Assets.folderOf("etcd", "kube-apiserver", "kubectl");
    folder = ScratchFolder.create("breakwater-control-plane");
    etcdPort = Loopback.freePort();
    port = Loopback.freePort();
    credentials = new Credentials(folder.path(), "https://127.0.0.1:" + port);
    etcd = startEtcd();
  }

  /**
   * One control plane for all tests of this JVM, with the definitions of the four kinds; tests use
   * namespaces of their own.
   */
  public static synchronized ControlPlane shared() {
    if (shared == null) {
      ControlPlane started = start(Options.defaults());
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      started.applyDefinitions();
      shared = started;
    }
    return shared;
  }

  /** A control plane of its own, ready to be used, without any custom resource definition. */
  public static ControlPlane start(Options options) {
    ControlPlane controlPlane;
    try {
      controlPlane = new ControlPlane(options);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    try {
      controlPlane.startApiServer();
    } catch (RuntimeException | Error failed) {
      controlPlane.close();
      throw failed;
    }
    return controlPlane;
  }

  /** A client that may do everything. It is closed with the control plane. */
  public synchronized KubernetesClient admin() {
    if (admin == null) {
      admin = client(credentials.admin());
    }
    return admin;
  }

  /** A client of any user, by impersonation. It is closed with the control plane. */
  public KubernetesClient as(String user, String... groups) {
    return client(
        new ConfigBuilder(credentials.admin())
            .withImpersonateUsername(user)
            .withImpersonateGroups(groups)
            .build());
  }

  /** A client of a service account, with a token of its own that is good for a day. */
  public KubernetesClient asServiceAccount(String namespace, String name) {
    return client(credentials.withToken(tokenOf(namespace, name)));
  }

  /** A kubeconfig of a service account, for programs of their own. */
  public Path kubeconfigOfServiceAccount(String namespace, String name) {
    return credentials.kubeconfig(namespace + "-" + name, tokenOf(namespace, name));
  }

  /** A kubeconfig that may do everything. */
  public Path kubeconfig() {
    return credentials.adminKubeconfig();
  }

  /** kubectl as a user that may do everything. */
  public Kubectl kubectl() {
    return new Kubectl(programs.resolve("kubectl"), kubeconfig(), folder.path());
  }

  /** kubectl as a service account. */
  public Kubectl kubectlAsServiceAccount(String namespace, String name) {
    return new Kubectl(
        programs.resolve("kubectl"), kubeconfigOfServiceAccount(namespace, name), folder.path());
  }

  /** Applies the definitions of the four kinds and waits until they are served. */
  public void applyDefinitions() {
    Path definitions = Assets.root().resolve("crds/generated");
    kubectl().run("apply", "--server-side", "-f", definitions.toString()).orFail();
    kubectl()
        .run("wait", "--for=condition=Established", "--timeout=60s", "-f", definitions.toString())
        .orFail();
  }

  /**
   * Starts the API server on the same port and with the same data as before, and waits until it is
   * ready.
   */
  public synchronized void startApiServer() {
    if (apiServer != null && apiServer.runs()) {
      return;
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                // The Service default/kubernetes may not point at loopback; this range is for
                // documentation.
                "--advertise-address=192.0.2.10",
                "--cert-dir=" + credentials.certificates(),
                "--service-cluster-ip-range=10.96.0.0/16",
                "--authorization-mode=RBAC",
                "--token-auth-file=" + credentials.tokens(),
                "--allow-privileged=true",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + credentials.serviceAccountKey(),
                "--service-account-signing-key-file=" + credentials.serviceAccountKey()));
    if (!options.serviceAccounts()) {
      arguments.add("--disable-admission-plugins=ServiceAccount");
    }
    arguments.addAll(options.apiServerArguments());
    Program started =
        Program.start(programs.resolve("kube-apiserver"), arguments, log("kube-apiserver"));
    apiServer = started;
    started.await("the API server is ready", PATIENCE, this::ready);
  }

  /** Kills the API server: connections break, the data stays. */
  public synchronized void stopApiServer() {
    if (apiServer != null) {
      apiServer.kill();
      apiServer = null;
    }
  }

  /** Kills the API server and starts it again. */
  public void restartApiServer() {
    stopApiServer();
    startApiServer();
  }

  /**
   * Starts the controller manager unless it runs: garbage collection, namespaces, quota status,
   * pods of Deployments.
   */
  public synchronized void startControllerManager() {
    if (controllerManager != null && controllerManager.runs()) {
      return;
    }
    Path executable = Assets.folderOf("kube-controller-manager").resolve("kube-controller-manager");
    Program started =
        Program.start(
            executable,
            List.of(
                "--kubeconfig=" + credentials.controllerKubeconfig(),
                "--leader-elect=false",
                "--secure-port=0",
                "--controllers=*,-nodeipam,-cloud-node-lifecycle-controller",
                "--use-service-account-credentials=true",
                "--service-account-private-key-file=" + credentials.serviceAccountKey(),
                "--root-ca-file=" + credentials.authority(),
                "--kube-api-qps=200",
                "--kube-api-burst=400"),
            log("kube-controller-manager"));
    controllerManager = started;
    started.await(
        "the controller manager works",
        PATIENCE,
        () -> admin().serviceAccounts().inNamespace("default").withName("default").get() != null);
  }

  /** Kills the controller manager. */
  public synchronized void stopControllerManager() {
    if (controllerManager != null) {
      controllerManager.kill();
      controllerManager = null;
    }
  }

  /** Ends everything and removes the folder. */
  @Override
  public synchronized void close() {
    clients.forEach(KubernetesClient::close);
    clients.clear();
    admin = null;
    stopControllerManager();
    // Before etcd: without it the API server would not stop.
    stopApiServer();
    etcd.kill();
    folder.close();
  }

  private Program startEtcd() throws IOException {
    String client = "http://127.0.0.1:" + etcdPort;
    String peer = "http://127.0.0.1:" + Loopback.freePort();
    Program started =
        Program.start(
            programs.resolve("etcd"),
            List.of(
                "--name=test",
                "--data-dir=" + folder.path().resolve("etcd"),
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=test=" + peer),
            log("etcd"));
    started.await("etcd listens", PATIENCE, () -> Loopback.listens(etcdPort));
    return started;
  }

  private boolean ready() {
    if (!Files.exists(credentials.authority()) || !Loopback.listens(port)) {
      return false;
    }
    Config impatient =
        new ConfigBuilder(credentials.admin())
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(2_000)
            .build();
    try (KubernetesClient probe = new KubernetesClientBuilder().withConfig(impatient).build()) {
      return "ok".equals(probe.raw("/readyz"));
    } catch (KubernetesClientException notYet) {
      return false;
    }
  }

  private synchronized KubernetesClient client(Config config) {
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    clients.add(client);
    return client;
  }

  private String tokenOf(String namespace, String name) {
    return admin()
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(name)
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(86_400L)
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }

  private Path log(String program) {
    return folder.path().resolve(program + ".log");
  }
}
