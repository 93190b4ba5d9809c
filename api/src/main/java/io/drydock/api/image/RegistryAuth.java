package io.drydock.api.image;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.distribution.credentials.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Credentials that clients send along with a request. */
public final class RegistryAuth {
  private RegistryAuth() {}

  /**
   * What the header {@code X-Registry-Auth} says; it is for the registry of the request.
   *
   * @throws DrydockException of kind INVALID when it cannot be read
   */
  public static Optional<Credentials> one(Optional<String> header) {
    return header.filter(each -> !each.isBlank()).flatMap(each -> credentials(decode(each)));
  }

  /** What the header {@code X-Registry-Config} says: credentials by the registries' hosts. */
  public static Map<String, Credentials> several(Optional<String> header) {
    var found = new HashMap<String, Credentials>();
    if (header.filter(each -> !each.isBlank()).isPresent()) {
      JsonObject json = decode(header.get());
      for (String each : json.keySet()) {
        Json.child(json, each)
            .flatMap(RegistryAuth::credentials)
            .ifPresent(credentials -> found.put(domain(each), credentials));
      }
    }
    return found;
  }

  /** The domain of image references that a key of docker's configuration means. */
  private static String domain(String key) {
    int scheme = key.indexOf("://");
    String rest = scheme < 0 ? key : key.substring(scheme + 3);
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    return host.equals("index.docker.io") || host.equals("registry-1.docker.io")
        ? "docker.io"
        : host;
  }

  private static JsonObject decode(String header) {
    try {
      String text = header.strip().replace('+', '-').replace('/', '_').replace("=", "");
      return Json.object(Base64.getUrlDecoder().decode(text), "the registry's credentials");
    } catch (IllegalArgumentException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid X-Registry-Auth header: it is not base64", e);
    }
  }

  private static Optional<Credentials> credentials(JsonObject json) {
    String identity = Json.string(json, "identitytoken").orElse("");
    String registry = Json.string(json, "registrytoken").orElse("");
    String user = Json.string(json, "username").orElse("");
    String password = Json.string(json, "password").orElse("");
    if (!identity.isEmpty()) {
      return Optional.of(new Credentials.IdentityToken(user, identity));
    }
    if (!registry.isEmpty()) {
      return Optional.of(new Credentials.RegistryToken(registry));
    }
    if (!user.isEmpty()) {
      return Optional.of(new Credentials.Password(user, password));
    }
    return Json.string(json, "auth").filter(each -> !each.isEmpty()).map(RegistryAuth::pair);
  }

  private static Credentials pair(String auth) {
    String text = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new DrydockException(ErrorKind.INVALID, "invalid auth configuration in the request");
    }
    return new Credentials.Password(text.substring(0, colon), text.substring(colon + 1));
  }
}
