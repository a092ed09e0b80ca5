package dev.breakwater.scanner.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scanner.source.PullException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRuleTest {
  private static final Map<String, String> NAMES =
      Map.of(
          "public.example", "93.184.216.34 2606:2800:220:1::1",
          "private.example", "10.1.2.3",
          "mixed.example", "10.1.2.3 93.184.216.34",
          "loopback.example", "::1",
          "metadata.example", "169.254.169.254",
          "translated.example", "64:ff9b::a9fe:a9fe",
          "local6.example", "fd00::1",
          "shared.example", "100.64.0.1");

  private final AddressRule rule =
      new AddressRule(AddressRuleTest::resolve, Set.of("dev.example:5000"));

  private static List<InetAddress> resolve(String host) throws UnknownHostException {
    String addresses = NAMES.getOrDefault(host, "");
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return Arrays.stream(addresses.split(" ", -1)).map(InetAddress::ofLiteral).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "https://public.example, https://public.example/token, yes",
    "https://public.example, https://public.example:8443/token, yes",
    "https://public.example, http://public.example/token, no",
    "http://public.example, http://public.example:81/token, yes",
    "https://public.example, https://private.example/, no",
    "https://public.example, https://local6.example/, no",
    "https://public.example, https://shared.example/, no",
    "https://public.example, https://mixed.example/, no",
    "https://private.example, https://private.example:1/, yes",
    "https://private.example, https://local6.example/, yes",
    "https://private.example, https://public.example/, yes",
    "https://mixed.example, https://private.example/, no",
    "https://loopback.example, https://private.example/, yes",
    "https://loopback.example, https://loopback.example/, yes",
    "https://loopback.example, https://loopback.example:1/, no",
    "https://private.example, https://loopback.example/, no",
    "https://private.example, https://metadata.example/, no",
    "https://private.example, https://translated.example/, no",
    "https://public.example, https://dev.example:5000/, yes",
    "https://public.example, https://dev.example:5001/, no",
    "https://public.example, https://nowhere.example/, no",
    "https://public.example, file:///etc/passwd, no",
    "https://public.example, https://me@public.example/, no",
  })
  void a_registry_leads_only_where_it_may(String registry, String target, String allowed) {
    assertThat(allows(registry, target)).isEqualTo(allowed);
  }

  private String allows(String registry, String target) {
    try {
      rule.check(URI.create(target), Origin.of(URI.create(registry)));
      return "yes";
    } catch (PullException e) {
      return "no";
    }
  }
}
