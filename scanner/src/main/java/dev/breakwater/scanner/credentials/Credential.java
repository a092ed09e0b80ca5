package dev.breakwater.scanner.credentials;

/** What proves to a registry who pulls. Never printed: {@code toString} shows no secret. */
public sealed interface Credential {

  /** A user and a password, or what the registry takes for one. */
  record Password(String username, String password) implements Credential {

    /** The user only. */
    @Override
    public String toString() {
      return "password of " + username;
    }
  }

  /**
   * An OAuth2 refresh token, which the token service of the registry exchanges for an access token
   * ({@code identitytoken} of Docker's configuration, or the user {@code <token>} of a helper).
   */
  record IdentityToken(String token) implements Credential {

    /** That it is one. */
    @Override
    public String toString() {
      return "identity token";
    }
  }
}
