package io.drydock.distribution.credentials;

/** What proves to a registry who is calling. Never printed. */
public sealed interface Credentials {
  /** Name and password, or name and access token. */
  record Password(String user, String password) implements Credentials {
    @Override
    public String toString() {
      return "password of " + user;
    }
  }

  /**
   * A refresh token of OAuth 2, from an earlier login.
   *
   * @param user may be empty
   */
  record IdentityToken(String user, String token) implements Credentials {
    @Override
    public String toString() {
      return "identity token";
    }
  }

  /** A bearer token for the registry itself. */
  record RegistryToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "registry token";
    }
  }
}
