package dev.breakwater.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Who may talk to the control plane, and the files that say so. All of it dies with the folder. */
final class Credentials {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final String server;
  private final String adminToken = token();
  private final String controllerToken = token();

  Credentials(Path folder, String server) {
    this.folder = folder;
    this.server = server;
    write(
        "tokens.csv",
        """
        %s,admin,admin,system:masters
        %s,system:kube-controller-manager,system:kube-controller-manager
        """
            .formatted(adminToken, controllerToken));
    write("service-account.key", privateKey());
  }

  Path tokens() {
    return folder.resolve("tokens.csv");
  }

  Path serviceAccountKey() {
    return folder.resolve("service-account.key");
  }

  Path certificates() {
    return folder.resolve("certificates");
  }

  /** Made by the API server itself when it starts. */
  Path authority() {
    return certificates().resolve("apiserver.crt");
  }

  Config admin() {
    return withToken(adminToken);
  }

  Config withToken(String token) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(server)
        .withCaCertFile(authority().toString())
        .withOauthToken(token)
        .build();
  }

  Path adminKubeconfig() {
    return kubeconfig("admin", adminToken);
  }

  Path controllerKubeconfig() {
    return kubeconfig("controller-manager", controllerToken);
  }

  Path kubeconfig(String name, String token) {
    return write(
        name + ".kubeconfig",
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: test
          cluster: {server: "%s", certificate-authority: "%s"}
        users:
        - name: "%s"
          user: {token: "%s"}
        contexts:
        - name: test
          context: {cluster: test, user: "%s"}
        current-context: test
        """
            .formatted(server, authority(), name, token, name));
  }

  private Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String token() {
    byte[] token = new byte[16];
    RANDOM.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }

  private static String privateKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException everyJavaHasRsa) {
      throw new IllegalStateException(everyJavaHasRsa);
    }
  }
}
