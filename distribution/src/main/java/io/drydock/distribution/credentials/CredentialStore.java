package io.drydock.distribution.credentials;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials by registry, where docker keeps them: in the helper that {@code credHelpers} names
 * for the registry, else in the one of {@code credsStore}, else in {@code auths} of {@code
 * config.json} itself.
 */
public final class CredentialStore {
  private final ConfigFile config;

  private final String searchPath;

  private CredentialStore(ConfigFile config, String searchPath) {
    this.config = config;
    this.searchPath = searchPath;
  }

  /**
   * The store of {@code config.json} in the directory.
   *
   * @param environment whose {@code PATH} leads to the helpers
   */
  public static CredentialStore in(Path directory, Map<String, String> environment) {
    return new CredentialStore(
        new ConfigFile(directory.resolve("config.json")), environment.getOrDefault("PATH", ""));
  }

  /** The user's folder of docker's files: {@code $DOCKER_CONFIG} or {@code ~/.docker}. */
  public static Path directory(Map<String, String> environment) {
    String configured = environment.getOrDefault("DOCKER_CONFIG", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
    return configured.isEmpty() ? Path.of(home, ".docker") : Path.of(configured);
  }

  /** The file, for messages. */
  public Path file() {
    return config.path();
  }

  /** The registry's credentials, if any; the domain is as in image references. */
  public Optional<Credentials> find(String domain) {
    JsonObject document = config.read();
    String key = RegistryKey.of(domain);
    Optional<Credentials> helped = helper(document, domain).flatMap(each -> each.get(key));
    return helped.isPresent() ? helped : inFile(document, key);
  }

  /** Whether {@link #put} would write the registry's secret into the file, only base64-encoded. */
  public boolean keepsPlainText(String domain) {
    return helper(config.read(), domain).isEmpty();
  }

  public void put(String domain, Credentials credentials) {
    JsonObject document = config.read();
    String key = RegistryKey.of(domain);
    Optional<CredentialHelper> helper = helper(document, domain);
    helper.ifPresent(each -> each.store(key, credentials));
    JsonObject entry = helper.isPresent() ? new JsonObject() : encode(credentials);
    auths(document).add(key, entry);
    config.write(document);
  }

  /** Forgets the registry's credentials; false when there were none in the file. */
  public boolean remove(String domain) {
    JsonObject document = config.read();
    String key = RegistryKey.of(domain);
    helper(document, domain).ifPresent(each -> each.erase(key));
    Optional<JsonObject> auths = Json.child(document, "auths");
    boolean there =
        auths.map(each -> each.keySet().removeIf(name -> means(name, key))).orElse(false);
    if (there) {
      config.write(document);
    }
    return there;
  }

  private Optional<CredentialHelper> helper(JsonObject document, String domain) {
    String key = RegistryKey.of(domain);
    Map<String, String> helpers = Json.stringMap(document, "credHelpers");
    String name =
        helpers.getOrDefault(
            key,
            helpers.getOrDefault(
                RegistryKey.host(key),
                helpers.getOrDefault(domain, Json.string(document, "credsStore").orElse(""))));
    return name.isEmpty() ? Optional.empty() : Optional.of(new CredentialHelper(name, searchPath));
  }

  private static Optional<Credentials> inFile(JsonObject document, String key) {
    Optional<JsonObject> auths = Json.child(document, "auths");
    Optional<JsonObject> exact = auths.flatMap(each -> Json.child(each, key));
    return exact
        .or(() ->
            auths.flatMap(each ->
                each.keySet().stream()
                    .filter(name -> means(name, key))
                    .findFirst()
                    .flatMap(name -> Json.child(each, name))))
        .flatMap(entry -> decode(key, entry));
  }

  private static boolean means(String name, String key) {
    return name.equals(key) || RegistryKey.host(name).equals(RegistryKey.host(key));
  }

  private static Optional<Credentials> decode(String key, JsonObject entry) {
    String[] pair = pair(key, Json.string(entry, "auth").orElse(""));
    String user = Json.string(entry, "username").orElse(pair[0]);
    Optional<Credentials> identity =
        present(entry, "identitytoken").map(token -> new Credentials.IdentityToken(user, token));
    if (identity.isPresent()) {
      return identity;
    }
    Optional<Credentials> registry =
        present(entry, "registrytoken").map(Credentials.RegistryToken::new);
    if (registry.isPresent() || user.isEmpty()) {
      return registry;
    }
    String password = Json.string(entry, "password").orElse(pair[1]);
    return Optional.of(new Credentials.Password(user, password));
  }

  private static Optional<String> present(JsonObject entry, String member) {
    return Json.string(entry, member).filter(each -> !each.isEmpty());
  }

  private static String[] pair(String key, String auth) {
    if (auth.isEmpty()) {
      return new String[] {"", ""};
    }
    try {
      String text = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      if (colon > 0) {
        // Docker once padded the password with zero bytes.
        return new String[] {
          text.substring(0, colon), text.substring(colon + 1).replaceAll("\0+$", "")
        };
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the text: it may hold a secret.
    }
    throw new DrydockException(
        ErrorKind.INVALID, "invalid auth configuration of " + key + " in config.json");
  }

  private static JsonObject encode(Credentials credentials) {
    var entry = new JsonObject();
    switch (credentials) {
      case Credentials.Password(String user, String password) ->
          entry.addProperty("auth", base64(user + ":" + password));
      case Credentials.IdentityToken(String user, String token) -> {
        entry.addProperty("auth", base64((user.isEmpty() ? "<token>" : user) + ":"));
        entry.addProperty("identitytoken", token);
      }
      case Credentials.RegistryToken(String token) -> entry.addProperty("registrytoken", token);
    }
    return entry;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject auths(JsonObject document) {
    if (Json.child(document, "auths").isEmpty()) {
      document.add("auths", new JsonObject());
    }
    return Json.child(document, "auths").orElseThrow();
  }
}
