package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where a registry may lead us, with a redirect or the realm of its tokens: not to the addresses of
 * this machine or its link, to a private network only from a registry in one, and to plain HTTP
 * only where the registry speaks it too. Hosts that the administrator declared insecure are his
 * choice.
 *
 * <p>The address is resolved here and once more when the connection is made; the JDK remembers the
 * first answer for 30 seconds, so that both are the same.
 */
final class AddressRule {

  /** From a host to its addresses. */
  @FunctionalInterface
  interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The one of the platform. */
    Resolver SYSTEM = host -> Arrays.asList(InetAddress.getAllByName(host));

    /** Behind a proxy a name may have an address that only the proxy knows: it then has none. */
    static Resolver behind(ProxySelector proxies) {
      return host -> {
        try {
          return SYSTEM.resolve(host);
        } catch (UnknownHostException e) {
          if (isProxied(proxies, host)) {
            return List.of();
          }
          throw e;
        }
      };
    }

    private static boolean isProxied(ProxySelector proxies, String host) {
      return !proxies.select(URI.create("https://" + host)).contains(Proxy.NO_PROXY);
    }
  }

  private enum Reach {
    PUBLIC,
    PRIVATE,
    LOOPBACK,
    FORBIDDEN
  }

  private final Resolver resolver;
  private final Set<String> declared;

  AddressRule(Resolver resolver, Set<String> declared) {
    this.resolver = resolver;
    this.declared = declared;
  }

  /**
   * @throws PullException {@link PullFailure#REFUSED} when the registry may not lead there, {@link
   *     PullFailure#UNREACHABLE} when the host has no address
   */
  void check(URI target, Origin registry) throws PullException {
    Origin origin = Origin.of(target);
    if (target.getHost() == null || target.getRawUserInfo() != null) {
      throw refused(registry, origin, "an address with a host and without a user is needed");
    }
    boolean plain = origin.scheme().equals("http");
    if (!plain && !origin.scheme().equals("https")) {
      throw refused(registry, origin, "the scheme is " + origin.scheme());
    }
    if (plain && !registry.scheme().equals("http")) {
      throw refused(registry, origin, "it is not encrypted");
    }
    if (origin.equals(registry) || isDeclared(origin)) {
      return;
    }
    switch (reach(origin.host())) {
      case PUBLIC -> {}
      case PRIVATE -> {
        if (!isPrivate(registry.host())) {
          throw refused(registry, origin, "the address is private, the registry's is not");
        }
      }
      case LOOPBACK, FORBIDDEN ->
          throw refused(registry, origin, "the address is loopback or link-local");
    }
  }

  /**
   * A registry itself may be anywhere but on the link, where clouds answer with the secrets of a
   * machine.
   */
  void checkRegistry(Origin registry) throws PullException {
    if (!isDeclared(registry) && reach(registry.host()) == Reach.FORBIDDEN) {
      throw refused(registry, registry, "the address is link-local");
    }
  }

  private boolean isDeclared(Origin origin) {
    return declared.contains(origin.name())
        || declared.contains(origin.host() + ":" + origin.port());
  }

  /** All its addresses: a public one beside them would make anybody's registry private. */
  private boolean isPrivate(String host) throws PullException {
    List<Reach> all = reaches(host);
    return !all.isEmpty() && all.stream().allMatch(r -> r == Reach.PRIVATE || r == Reach.LOOPBACK);
  }

  private List<Reach> reaches(String host) throws PullException {
    try {
      return resolver.resolve(host).stream().map(AddressRule::reach).toList();
    } catch (UnknownHostException e) {
      throw new PullException(PullFailure.UNREACHABLE, "the host " + host + " has no address");
    }
  }

  /** The worst of all its addresses. */
  private Reach reach(String host) throws PullException {
    List<Reach> all = reaches(host);
    if (all.contains(Reach.FORBIDDEN)) {
      return Reach.FORBIDDEN;
    }
    if (all.contains(Reach.LOOPBACK)) {
      return Reach.LOOPBACK;
    }
    return all.contains(Reach.PRIVATE) ? Reach.PRIVATE : Reach.PUBLIC;
  }

  private static Reach reach(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return Reach.LOOPBACK;
    }
    if (address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      return Reach.FORBIDDEN;
    }
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      boolean shared = bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
      boolean broadcast = bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0;
      if (broadcast) {
        return Reach.FORBIDDEN;
      }
      return shared || address.isSiteLocalAddress() ? Reach.PRIVATE : Reach.PUBLIC;
    }
    boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff;
    if (translated) {
      // NAT64 (64:ff9b::/96): the last four bytes are the address that is meant
      return reach(embedded(bytes));
    }
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    return uniqueLocal || address.isSiteLocalAddress() ? Reach.PRIVATE : Reach.PUBLIC;
  }

  private static InetAddress embedded(byte[] bytes) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static PullException refused(Origin registry, Origin target, String reason) {
    return new PullException(
        PullFailure.REFUSED,
        "registry "
            + registry.name()
            + " leads to "
            + target.scheme()
            + "://"
            + target.name()
            + ", which is refused: "
            + reason);
  }
}
