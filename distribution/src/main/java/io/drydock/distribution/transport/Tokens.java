package io.drydock.distribution.transport;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.distribution.credentials.Credentials;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Bearer tokens of one registry (distribution, "Token Authentication Specification" and its OAuth 2
 * variant), kept for as long as they are good.
 */
final class Tokens {
  private static final String CLIENT = "drydock";

  /** What a server that says nothing means. */
  private static final long DEFAULT_LIFE_SECONDS = 60;

  /** A token is renewed this early, so that it does not end on its way. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private record Held(String realm, String service, Set<Scope> scopes, String token, Instant end) {
    boolean serves(Challenge challenge, Set<Scope> wanted) {
      return realm.equals(challenge.get("realm"))
          && service.equals(challenge.get("service"))
          && Instant.now().isBefore(end)
          && wanted.stream().allMatch(each -> scopes.stream().anyMatch(has -> has.covers(each)));
    }
  }

  private final Exchange exchange;
  private final Supplier<Optional<Credentials>> credentials;
  private final boolean openRealmAllowed;
  private final List<Held> held = new ArrayList<>();

  /**
   * @param openRealmAllowed whether credentials may go to a token server over plain HTTP that is
   *     not on this machine
   */
  Tokens(Exchange exchange, Supplier<Optional<Credentials>> credentials, boolean openRealmAllowed) {
    this.exchange = exchange;
    this.credentials = credentials;
    this.openRealmAllowed = openRealmAllowed;
  }

  /** A token for the scopes; asks for one at a time, so that parallel calls share it. */
  synchronized String get(Challenge challenge, Set<Scope> scopes) {
    held.removeIf(each -> !Instant.now().isBefore(each.end));
    for (Held each : held) {
      if (each.serves(challenge, scopes)) {
        return each.token;
      }
    }
    Held fetched = fetch(challenge, scopes);
    held.add(fetched);
    return fetched.token;
  }

  /** Drops a token that the registry no longer takes. */
  synchronized void forget(String token) {
    held.removeIf(each -> each.token.equals(token));
  }

  private Held fetch(Challenge challenge, Set<Scope> scopes) {
    URI realm = realm(challenge);
    Optional<Credentials> known = credentials.get();
    Call call =
        switch (known.orElse(null)) {
          case Credentials.IdentityToken(_, String token) -> oauth(realm, challenge, scopes, token);
          case Credentials.Password(String user, String password) ->
              get(realm, challenge, scopes, user).with("Authorization", basic(user, password));
          case Credentials.RegistryToken _ -> get(realm, challenge, scopes, "");
          case null -> get(realm, challenge, scopes, "");
        };
    if (known.isPresent() && !mayKnowSecrets(Origin.of(realm))) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN, "refused to send credentials over plain HTTP to " + realm.getHost());
    }
    try (Reply reply = exchange.send(call)) {
      return read(challenge, scopes, reply);
    }
  }

  private boolean mayKnowSecrets(Origin realm) {
    return realm.isEncrypted() || realm.isLoopback() || openRealmAllowed;
  }

  private static URI realm(Challenge challenge) {
    try {
      URI realm = URI.create(challenge.get("realm"));
      if (realm.getHost() != null && String.valueOf(realm.getScheme()).matches("(?i)https?")) {
        return realm;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new DrydockException(
        ErrorKind.INVALID,
        "the registry names an invalid token server: \"" + challenge.get("realm") + "\"");
  }

  private static Call get(URI realm, Challenge challenge, Set<Scope> scopes, String account) {
    var query = new StringJoiner("&");
    if (realm.getRawQuery() != null) {
      query.add(realm.getRawQuery());
    }
    add(query, "service", challenge.get("service"));
    new TreeSet<>(scopes).forEach(each -> add(query, "scope", each.toString()));
    add(query, "account", account);
    String base = realm.toString();
    int question = base.indexOf('?');
    URI uri = URI.create((question < 0 ? base : base.substring(0, question)) + "?" + query);
    return Call.of("GET", uri, Set.of());
  }

  private static Call oauth(URI realm, Challenge challenge, Set<Scope> scopes, String refresh) {
    var form = new StringJoiner("&");
    add(form, "grant_type", "refresh_token");
    add(form, "service", challenge.get("service"));
    add(form, "client_id", CLIENT);
    add(
        form,
        "scope",
        String.join(" ", new TreeSet<>(scopes).stream().map(Scope::toString).toList()));
    add(form, "refresh_token", refresh);
    return Call.of("POST", realm, Set.of())
        .with("Content-Type", "application/x-www-form-urlencoded")
        .with(new Body.Bytes(form.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static void add(StringJoiner query, String name, String value) {
    if (!value.isEmpty()) {
      query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static Held read(Challenge challenge, Set<Scope> scopes, Reply reply) {
    if (!reply.isSuccess()) {
      throw RegistryError.of(reply);
    }
    JsonObject json = Json.object(reply.document(), "answer of the token server");
    String token =
        Json.string(json, "token")
            .filter(each -> !each.isEmpty())
            .or(() -> Json.string(json, "access_token"))
            .orElseThrow(() ->
                new DrydockException(
                    ErrorKind.INVALID, "the token server answered without a token"));
    long life = Math.max(DEFAULT_LIFE_SECONDS, Json.number(json, "expires_in").orElse(0L));
    Instant end = Instant.now().plusSeconds(life).minus(MARGIN);
    return new Held(
        challenge.get("realm"), challenge.get("service"), Set.copyOf(scopes), token, end);
  }
}
