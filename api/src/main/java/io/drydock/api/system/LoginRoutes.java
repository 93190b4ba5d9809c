package io.drydock.api.system;

import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.distribution.Registries;
import io.drydock.distribution.RegistrySettings;
import io.drydock.distribution.credentials.Credentials;
import io.drydock.distribution.transport.WaitListener;
import java.io.IOException;

/** {@code POST /auth}: whether a registry takes credentials. They are not kept. */
final class LoginRoutes implements Routes {
  private final RegistrySettings settings;

  LoginRoutes(RegistrySettings settings) {
    this.settings = settings;
  }

  @Override
  public void register(Router router) {
    router.post("/auth", this::login);
  }

  private void login(Call call) throws IOException {
    JsonObject json = call.json();
    String domain = domain(Json.string(json, "serveraddress").orElse(""));
    try (Registries registries = Registries.open(settings, WaitListener.NONE)) {
      registries.at(domain, credentials(json)).ping();
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.UNAUTHORIZED && e.kind() != ErrorKind.FORBIDDEN) {
        throw e;
      }
      throw new DrydockException(
          ErrorKind.UNAUTHORIZED, "login attempt to " + domain + " failed: " + e.getMessage(), e);
    }
    var answer = new JsonObject();
    answer.addProperty("Status", "Login Succeeded");
    answer.addProperty("IdentityToken", "");
    call.answer(answer);
  }

  private static Credentials credentials(JsonObject json) {
    String user = Json.string(json, "username").orElse("");
    String token = Json.string(json, "identitytoken").orElse("");
    return token.isEmpty()
        ? new Credentials.Password(user, Json.string(json, "password").orElse(""))
        : new Credentials.IdentityToken(user, token);
  }

  /** The host of an address, which may be a URL; Docker Hub when it is empty. */
  private static String domain(String address) {
    int scheme = address.indexOf("://");
    String rest = scheme < 0 ? address : address.substring(scheme + 3);
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    return host.isEmpty() || host.equals("index.docker.io") ? "docker.io" : host;
  }
}
