package dev.breakwater.scanner.credentials;

import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kubelet's credential provider plugins, such as {@code ecr-credential-provider} (<a
 * href="https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/">kubelet
 * credential provider</a>, {@code credentialprovider.kubelet.k8s.io/v1}). Only programs that lie in
 * one folder are run, and nothing that they answer is kept.
 */
public final class ProviderPlugins implements Credentials {
  static final String API = "credentialprovider.kubelet.k8s.io/v1";
  private static final int MAX_BYTES = 1 << 20;

  /**
   * One plugin, as a {@code CredentialProviderConfig} names it.
   *
   * @param name of the file in the folder
   * @param matchImages the places that it is asked for, such as {@code *.dkr.ecr.*.amazonaws.com}
   * @param arguments always the same
   * @param environment added to that of this process
   */
  public record Plugin(
      String name,
      List<String> matchImages,
      List<String> arguments,
      Map<String, String> environment) {

    /** Copies the collections. */
    public Plugin {
      matchImages = List.copyOf(matchImages);
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    /** The name only: arguments and environment may hold secrets. */
    @Override
    public String toString() {
      return name;
    }

    private boolean isFor(String image) {
      Location place = Location.ofImage(image);
      return matchImages.stream()
          .anyMatch(pattern -> Location.of(pattern).map(l -> l.matches(place)).orElse(false));
    }
  }

  private final Path folder;
  private final List<Plugin> plugins;
  private final Duration timeout;

  /**
   * Plugins to ask in this order.
   *
   * @param folder what the administrator mounts; links that lead out of it are not followed
   * @param timeout for each answer
   */
  public ProviderPlugins(Path folder, List<Plugin> plugins, Duration timeout) {
    this.folder = folder;
    this.plugins = List.copyOf(plugins);
    this.timeout = timeout;
  }

  /**
   * The plugins that the kubelet's {@code CredentialProviderConfig} names, in its order.
   *
   * @param folder as above
   * @param config the file, YAML or JSON
   * @param timeout for each answer
   * @throws IOException when it is no such file, or asks for what is not done; the message names
   *     the field
   */
  public static ProviderPlugins configured(Path folder, byte[] config, Duration timeout)
      throws IOException {
    return new ProviderPlugins(folder, ProviderConfig.read(config), timeout);
  }

  @Override
  public List<Credential> find(String name) throws PullException {
    List<Credential> found = new ArrayList<>();
    for (Plugin plugin : plugins) {
      if (plugin.isFor(name)) {
        found.addAll(keyring(plugin, name).find(name));
      }
    }
    return List.copyOf(found);
  }

  private Keyring keyring(Plugin plugin, String image) throws PullException {
    List<String> command = new ArrayList<>();
    command.add(program(plugin).toString());
    command.addAll(plugin.arguments());
    // a name of an image has nothing that JSON would escape
    String request =
        "{\"kind\":\"CredentialProviderRequest\",\"apiVersion\":\"%s\",\"image\":\"%s\"}"
            .formatted(API, image);
    Program.Result result =
        new Program(command, plugin.environment(), timeout)
            .ask(request.getBytes(StandardCharsets.UTF_8));
    if (result.status() != 0) {
      throw failed(plugin, "ended with " + result.status());
    }
    try {
      return read(result.text().bytes());
    } catch (IOException e) {
      throw failed(plugin, String.valueOf(e.getMessage()));
    }
  }

  private static Keyring read(byte[] json) throws IOException {
    JsonObject response = JsonObject.parse(json, "answer", MAX_BYTES);
    boolean known =
        response.text("kind").equals(Optional.of("CredentialProviderResponse"))
            && response.text("apiVersion").equals(Optional.of(API));
    if (!known) {
      throw new IOException("its answer is no CredentialProviderResponse of " + API);
    }
    return Keyring.of(
        List.of(new DockerConfig(DockerConfig.auths(response.objectMap("auth")), Map.of(), "")));
  }

  private Path program(Plugin plugin) throws PullException {
    String name = plugin.name();
    boolean plain = !name.isEmpty() && !name.startsWith(".") && name.indexOf('/') < 0;
    try {
      Path program = plain ? folder.resolve(name).toRealPath() : folder;
      boolean inside = program.startsWith(folder.toRealPath());
      if (inside && Files.isRegularFile(program) && Files.isExecutable(program)) {
        return program;
      }
    } catch (IOException | InvalidPathException e) {
      // said below
    }
    throw failed(plugin, "is no program in the folder of plugins");
  }

  private static PullException failed(Plugin plugin, String problem) {
    return new PullException(
        PullFailure.CREDENTIALS_FAILED,
        "the credential provider " + plugin.name() + ": " + problem);
  }
}
