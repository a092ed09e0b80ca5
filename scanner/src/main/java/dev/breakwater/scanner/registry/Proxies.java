package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to which host, by the variables {@code HTTP_PROXY}, {@code HTTPS_PROXY} and
 * {@code NO_PROXY} as Go programs read them. A proxy that wants a password is not supported.
 */
public final class Proxies extends ProxySelector {
  private final Optional<InetSocketAddress> http;
  private final Optional<InetSocketAddress> https;
  private final List<String> direct;

  private Proxies(
      Optional<InetSocketAddress> http, Optional<InetSocketAddress> https, List<String> direct) {
    this.http = http;
    this.https = https;
    this.direct = direct;
  }

  /** Everything is reached directly. */
  public static Proxies none() {
    return new Proxies(Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * Reads the variables, in capitals or not.
   *
   * @throws MalformedException when a proxy is no address
   */
  public static Proxies of(Map<String, String> environment) throws MalformedException {
    List<String> direct =
        Arrays.stream(variable(environment, "no_proxy").split(",", -1))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .map(host -> host.startsWith("*.") ? host.substring(1) : host)
            .toList();
    return new Proxies(
        address(environment, "http_proxy"), address(environment, "https_proxy"), direct);
  }

  private static String variable(Map<String, String> environment, String name) {
    String upper = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    return upper.isEmpty() ? environment.getOrDefault(name, "") : upper;
  }

  private static Optional<InetSocketAddress> address(Map<String, String> environment, String name)
      throws MalformedException {
    String text = variable(environment, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      if (uri.getHost() != null && uri.getUserInfo() == null) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return Optional.of(InetSocketAddress.createUnresolved(uri.getHost(), port));
      }
    } catch (IllegalArgumentException e) {
      // said below, without the text: it may hold a password
    }
    throw new MalformedException(
        name + " is not http://HOST:PORT (a user and password are not supported)");
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<InetSocketAddress> proxy = "https".equals(uri.getScheme()) ? https : http;
    return List.of(
        proxy
            .filter(address -> uri.getHost() != null && !isDirect(uri.getHost()))
            .map(address -> new Proxy(Proxy.Type.HTTP, address))
            .orElse(Proxy.NO_PROXY));
  }

  private boolean isDirect(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || direct.stream().anyMatch(name -> covers(name, host));
  }

  /**
   * {@code example.com} covers itself and what is below it, {@code .example.com} only the latter.
   */
  private static boolean covers(String name, String host) {
    if (name.contains("/")) {
      return Network.parse(name).map(network -> network.contains(host)).orElse(false);
    }
    String suffix = name.startsWith(".") ? name : "." + name;
    return name.equals("*")
        || host.equalsIgnoreCase(name)
        || host.toLowerCase(Locale.ROOT).endsWith(suffix.toLowerCase(Locale.ROOT));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // the request itself says so
  }
}
