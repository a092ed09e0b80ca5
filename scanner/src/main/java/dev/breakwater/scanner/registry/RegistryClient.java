package dev.breakwater.scanner.registry;

import dev.breakwater.image.facts.Platform;
import dev.breakwater.image.reference.ImageReference;
import dev.breakwater.scanner.credentials.Credentials;
import dev.breakwater.scanner.registry.RegistryOptions.Mirror;
import dev.breakwater.scanner.source.ImageSource;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Reads from registries. One for the whole process: it keeps the connections. */
public final class RegistryClient implements AutoCloseable {
  private final RegistryOptions options;
  private final Transport transport;

  /** A client with these decisions of the administrator. */
  public RegistryClient(RegistryOptions options) {
    this(
        options,
        AddressRule.Resolver.behind(options.proxies()),
        Pause.SLEEP,
        InstantSource.system());
  }

  RegistryClient(
      RegistryOptions options, AddressRule.Resolver resolver, Pause pause, InstantSource clock) {
    this.options = options;
    AddressRule rule = new AddressRule(resolver, options.insecure());
    this.transport = new Transport(options, rule, pause, clock);
  }

  /**
   * A repository: the mirrors of its registry, then the registry itself.
   *
   * @param image its tag and digest do not matter
   * @param credentials looked up when they are first needed, and forgotten with the repository
   * @throws PullException when it names no registry
   */
  public Repository repository(ImageReference image, Credentials credentials) throws PullException {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Mirror mirror : options.mirrors().getOrDefault(image.registry(), List.of())) {
      endpoints.add(
          Endpoint.mirror(mirror, image.registry(), image.repository(), isInsecure(mirror.host())));
    }
    endpoints.add(
        Endpoint.registry(image.registry(), image.repository(), isInsecure(image.registry())));
    return new Repository(endpoints, credentials, transport);
  }

  /**
   * The image that a reference means on a platform. Nothing is asked yet.
   *
   * @throws PullException when it names no registry
   */
  public ImageSource.Layered image(ImageReference image, Platform node, Credentials credentials)
      throws PullException {
    return new RegistryImage(repository(image, credentials), image, node);
  }

  /**
   * A file that anybody may read, from a server that need not be a registry: with the same proxies,
   * authorities, times and rules for redirects.
   *
   * @param address https; http only for hosts that were declared insecure
   * @return its bytes, to be closed
   * @throws PullException when there is no such file, or no answer
   */
  public InputStream file(URI address) throws IOException {
    Origin origin = Origin.of(address);
    boolean plain = origin.scheme().equals("http") && isInsecure(origin.name());
    if (address.getHost() == null
        || address.getRawUserInfo() != null
        || !(plain || origin.scheme().equals("https"))) {
      throw new PullException(
          PullFailure.REFUSED,
          "%s is not asked over %s; give an https address without a user"
              .formatted(origin.name(), origin.scheme()));
    }
    transport.rule().checkRegistry(origin);
    Ask ask = Ask.get(address, origin);
    Answer answer = transport.send(ask);
    if (answer.status() != 200) {
      throw Faults.of(answer, transport, ask.toString());
    }
    return answer.stream();
  }

  private boolean isInsecure(String host) {
    return options.insecure().contains(host);
  }

  /** Closes the connections; streams that are still open fail. */
  @Override
  public void close() {
    transport.close();
  }
}
