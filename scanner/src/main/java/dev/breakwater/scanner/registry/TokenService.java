package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.credentials.Credential;
import dev.breakwater.scanner.json.JsonObject;
import dev.breakwater.scanner.source.PullException;
import dev.breakwater.scanner.source.PullFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Gets access tokens (<a href="https://distribution.github.io/distribution/spec/auth/token/">token
 * authentication</a>). The registry says where; {@link AddressRule} says whether.
 */
final class TokenService {
  private static final int MAX_BYTES = 1 << 16;

  private final Transport transport;

  TokenService(Transport transport) {
    this.transport = transport;
  }

  /** The value of the header {@code Authorization} that answers a challenge of {@code endpoint}. */
  String token(Challenge challenge, Optional<Credential> credential, Endpoint endpoint)
      throws IOException {
    URI realm = realm(challenge, endpoint);
    transport.rule().check(realm, endpoint.origin());
    String scope = challenge.parameter("scope");
    String parameters =
        parameters(
            challenge.parameter("service"),
            scope.isEmpty() ? "repository:" + endpoint.repository() + ":pull" : scope);
    Ask ask = Ask.get(realm, endpoint.origin());
    Answer answer =
        transport.send(
            switch (credential.orElse(null)) {
              case null -> query(ask, parameters);
              case Credential.Password password -> query(ask, parameters).as(basic(password));
              case Credential.IdentityToken(String token) ->
                  ask.posting(
                      "grant_type=refresh_token&client_id=breakwater&"
                          + parameters
                          + "&refresh_token="
                          + encoded(token));
            });
    if (answer.status() != 200) {
      throw Faults.of(answer, transport, "the token service of " + endpoint.origin().name());
    }
    byte[] json = answer.bytes(MAX_BYTES, "the answer of the token service");
    JsonObject token = JsonObject.parse(json, "token", MAX_BYTES);
    Optional<String> value = token.text("token").filter(text -> !text.isEmpty());
    return "Bearer " + legal(value.isPresent() ? value.get() : token.requiredText("access_token"));
  }

  static Optional<String> basic(Credential.Password password) {
    String pair = password.username() + ":" + password.password();
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  private static Ask query(Ask ask, String parameters) {
    String realm = ask.uri().toString();
    return Ask.get(
        URI.create(realm + (realm.contains("?") ? "&" : "?") + parameters), ask.registry());
  }

  private static String parameters(String service, String scopes) {
    StringBuilder parameters = new StringBuilder();
    if (!service.isEmpty()) {
      parameters.append("service=").append(encoded(service)).append('&');
    }
    parameters.append("scope=");
    return parameters.append(String.join("&scope=", encoded(scopes).split("\\+", -1))).toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static URI realm(Challenge challenge, Endpoint endpoint) throws PullException {
    try {
      URI realm = URI.create(challenge.parameter("realm"));
      if (realm.getHost() != null && realm.getRawFragment() == null) {
        return realm;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new PullException(
        PullFailure.REGISTRY_ERROR,
        "registry " + endpoint.origin().name() + " names no address for its tokens");
  }

  private static String legal(String token) throws PullException {
    if (token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return token;
    }
    throw new PullException(PullFailure.REGISTRY_ERROR, "the token has characters of no token");
  }
}
