package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to which host, by the variables {@code HTTP_PROXY}, {@code HTTPS_PROXY} and
 * {@code NO_PROXY} as Go programs read them. A user and password in the address are sent to that
 * proxy and to nobody else.
 */
public final class Proxies extends ProxySelector {
  /**
   * One proxy.
   *
   * @param authorization what it is told; empty when it wants nothing
   */
  private record Endpoint(InetSocketAddress address, Optional<String> authorization) {
    /** The address only: what it is told is a secret. */
    @Override
    public String toString() {
      return address.toString();
    }
  }

  private final Optional<Endpoint> http;
  private final Optional<Endpoint> https;
  private final List<String> direct;

  private Proxies(Optional<Endpoint> http, Optional<Endpoint> https, List<String> direct) {
    this.http = http;
    this.https = https;
    this.direct = direct;
  }

  /**
   * Lets this process tell a proxy its password for https too. Java does not unless it knows this
   * before the first connection of all: to be called first.
   */
  public static void allowPasswords() {
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  /** Everything is reached directly. */
  public static Proxies none() {
    return new Proxies(Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * Reads the variables, in capitals or not.
   *
   * @throws MalformedException when a proxy is no address; the message does not repeat it
   */
  public static Proxies of(Map<String, String> environment) throws MalformedException {
    List<String> direct =
        Arrays.stream(variable(environment, "no_proxy").split(",", -1))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .map(host -> host.startsWith("*.") ? host.substring(1) : host)
            .toList();
    return new Proxies(
        endpoint(environment, "http_proxy"), endpoint(environment, "https_proxy"), direct);
  }

  private static String variable(Map<String, String> environment, String name) {
    String upper = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    return upper.isEmpty() ? environment.getOrDefault(name, "") : upper;
  }

  private static Optional<Endpoint> endpoint(Map<String, String> environment, String name)
      throws MalformedException {
    String text = variable(environment, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return Optional.of(
            new Endpoint(
                InetSocketAddress.createUnresolved(uri.getHost(), port),
                Optional.ofNullable(uri.getUserInfo()).map(Proxies::basic)));
      }
    } catch (IllegalArgumentException e) {
      // said below, without the text: it may hold a password
    }
    throw new MalformedException(
        name
            + " is not http://[USER:PASSWORD@]HOST:PORT; write special characters of the password"
            + " with a percent sign");
  }

  /** RFC 7617; the percent signs are decoded already. */
  private static String basic(String userInfo) {
    String pair = userInfo.indexOf(':') < 0 ? userInfo + ":" : userInfo;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** The header {@code Proxy-Authorization} of the proxy that leads there. */
  Optional<String> authorization(URI uri) {
    return endpoint(uri).flatMap(Endpoint::authorization);
  }

  @Override
  public List<Proxy> select(URI uri) {
    return List.of(
        endpoint(uri)
            .map(proxy -> new Proxy(Proxy.Type.HTTP, proxy.address()))
            .orElse(Proxy.NO_PROXY));
  }

  private Optional<Endpoint> endpoint(URI uri) {
    Optional<Endpoint> proxy = "https".equals(uri.getScheme()) ? https : http;
    return proxy.filter(known -> uri.getHost() != null && !isDirect(uri.getHost()));
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
