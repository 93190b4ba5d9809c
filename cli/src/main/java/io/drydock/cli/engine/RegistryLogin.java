package io.drydock.cli.engine;

import com.google.gson.JsonObject;
import io.drydock.cli.frame.Session;
import io.drydock.core.Json;
import io.drydock.distribution.credentials.CredentialStore;
import io.drydock.distribution.credentials.Credentials;
import io.drydock.oci.ImageReference;
import java.util.Base64;

/** The caller's credentials for a registry, as an engine takes them. */
public final class RegistryLogin {
  /** The header that carries them. */
  public static final String HEADER = "X-Registry-Auth";

  private RegistryLogin() {}

  /** The credentials in the form of the header {@code X-Registry-Auth}. */
  public static String header(Session session, ImageReference image) {
    var store = CredentialStore.in(session.dockerConfig(), session.environment());
    JsonObject document =
        store.find(image.domain()).map(each -> document(each, image)).orElseGet(JsonObject::new);
    return Base64.getUrlEncoder().encodeToString(Json.bytes(document));
  }

  private static JsonObject document(Credentials credentials, ImageReference image) {
    var document = new JsonObject();
    switch (credentials) {
      case Credentials.Password(String user, String password) -> {
        document.addProperty("username", user);
        document.addProperty("password", password);
      }
      case Credentials.IdentityToken(String user, String token) -> {
        document.addProperty("username", user);
        document.addProperty("identitytoken", token);
      }
      case Credentials.RegistryToken(String token) -> document.addProperty("registrytoken", token);
    }
    document.addProperty(
        "serveraddress",
        image.domain().equals("docker.io") ? "https://index.docker.io/v1/" : image.domain());
    return document;
  }
}
