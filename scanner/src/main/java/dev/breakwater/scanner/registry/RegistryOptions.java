package dev.breakwater.scanner.registry;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an administrator decides about registries.
 *
 * @param insecure hosts, with their port where it is not the default, that are spoken to over plain
 *     HTTP and whose address is not judged
 * @param mirrors where to ask first, in this order, by the name of the registry such as {@code
 *     docker.io}; a mirror gets no credentials but its own
 * @param authorities certificates that are trusted beside those of the platform
 * @param proxies how to reach the outside
 * @param connectionsPerRegistry how many answers of one registry are read at a time
 * @param timeouts when to give up
 */
public record RegistryOptions(
    Set<String> insecure,
    Map<String, List<Mirror>> mirrors,
    List<X509Certificate> authorities,
    Proxies proxies,
    int connectionsPerRegistry,
    Timeouts timeouts) {

  /**
   * Another registry that has the same content.
   *
   * @param host with its port where it is not the default
   * @param prefix what stands before the repository; may be empty
   */
  public record Mirror(String host, String prefix) {}

  /**
   * When to give up.
   *
   * @param connect until a connection stands
   * @param answer until an answer begins
   * @param stall without a single byte
   * @param bytesPerSecond the least at which bytes must come, over each {@code stall} of waiting
   * @param retryAfter the most to wait for a registry that asks to come back later
   */
  public record Timeouts(
      Duration connect, Duration answer, Duration stall, int bytesPerSecond, Duration retryAfter) {

    /** What suits registries of the internet. */
    public static Timeouts standard() {
      return new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          4096,
          Duration.ofSeconds(30));
    }
  }

  /** Copies the collections. */
  public RegistryOptions {
    insecure = Set.copyOf(insecure);
    mirrors = Map.copyOf(mirrors);
    authorities = List.copyOf(authorities);
  }

  /** Nothing is insecure, mirrored or trusted beyond the platform; no proxy; 6 connections. */
  public static RegistryOptions standard() {
    return new RegistryOptions(
        Set.of(), Map.of(), List.of(), Proxies.none(), 6, Timeouts.standard());
  }

  /** With these hosts over plain HTTP. */
  public RegistryOptions withInsecure(Set<String> hosts) {
    return new RegistryOptions(
        hosts, mirrors, authorities, proxies, connectionsPerRegistry, timeouts);
  }

  /** With these mirrors. */
  public RegistryOptions withMirrors(Map<String, List<Mirror>> byRegistry) {
    return new RegistryOptions(
        insecure, byRegistry, authorities, proxies, connectionsPerRegistry, timeouts);
  }

  /** With these authorities trusted too. */
  public RegistryOptions withAuthorities(List<X509Certificate> certificates) {
    return new RegistryOptions(
        insecure, mirrors, certificates, proxies, connectionsPerRegistry, timeouts);
  }

  /** With these proxies. */
  public RegistryOptions withProxies(Proxies selector) {
    return new RegistryOptions(
        insecure, mirrors, authorities, selector, connectionsPerRegistry, timeouts);
  }

  /** With these times. */
  public RegistryOptions withTimeouts(Timeouts times) {
    return new RegistryOptions(
        insecure, mirrors, authorities, proxies, connectionsPerRegistry, times);
  }
}
