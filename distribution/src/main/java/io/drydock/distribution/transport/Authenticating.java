package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.credentials.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Answers a registry's challenges: with a token, a password, or not at all. What worked once is
 * sent with the next call at once. Calls to other origins than the registry's pass unchanged.
 */
final class Authenticating implements Exchange {
  private final Exchange next;
  private final Origin home;
  private final Supplier<Optional<Credentials>> credentials;
  private final Tokens tokens;
  private volatile Optional<Challenge> known = Optional.empty();

  Authenticating(
      Exchange next, Origin home, Supplier<Optional<Credentials>> credentials, Tokens tokens) {
    this.next = next;
    this.home = home;
    this.credentials = credentials;
    this.tokens = tokens;
  }

  @Override
  public Reply send(Call call) {
    if (!home.equals(Origin.of(call.uri()))) {
      return next.send(call);
    }
    Optional<String> authorization = known.map(each -> authorization(each, call));
    Reply reply = next.send(identified(call, authorization));
    if (reply.status() != 401 || !home.equals(Origin.of(reply.uri()))) {
      return reply;
    }
    Optional<Challenge> challenge = best(reply);
    if (challenge.isEmpty() || isFinal(challenge.get(), authorization)) {
      return reply;
    }
    reply.close();
    authorization
        .filter(each -> each.startsWith("Bearer "))
        .ifPresent(each -> tokens.forget(each.substring("Bearer ".length())));
    known = challenge;
    return next.send(identified(call, Optional.of(authorization(challenge.get(), call))));
  }

  /** Whether an identical second attempt would be pointless. */
  private static boolean isFinal(Challenge challenge, Optional<String> sent) {
    return challenge.scheme().equals("basic")
        && sent.filter(each -> each.startsWith("Basic ")).isPresent();
  }

  private static Call identified(Call call, Optional<String> authorization) {
    return authorization.map(each -> call.with("Authorization", each)).orElse(call);
  }

  private static Optional<Challenge> best(Reply reply) {
    List<Challenge> challenges = Challenge.parse(reply.headers().allValues("WWW-Authenticate"));
    return challenges.stream()
        .filter(each -> each.scheme().equals("bearer") && !each.get("realm").isEmpty())
        .findFirst()
        .or(() -> challenges.stream().filter(each -> each.scheme().equals("basic")).findFirst());
  }

  private String authorization(Challenge challenge, Call call) {
    Optional<Credentials> mine = credentials.get();
    if (mine.orElse(null) instanceof Credentials.RegistryToken(String token)) {
      return "Bearer " + token;
    }
    if (challenge.scheme().equals("bearer")) {
      return "Bearer " + tokens.get(challenge, scopes(challenge, call));
    }
    if (mine.orElse(null) instanceof Credentials.Password(String user, String password)) {
      return Tokens.basic(user, password);
    }
    throw new DrydockException(
            ErrorKind.UNAUTHORIZED, call.describe() + ": no basic auth credentials")
        .withHint("Log in first: drydock login " + home);
  }

  /** The call's own scopes and, where it names none, those that the registry asks for. */
  private static Set<Scope> scopes(Challenge challenge, Call call) {
    if (!call.scopes().isEmpty()) {
      return call.scopes();
    }
    var asked = new ArrayList<Scope>();
    for (String each : challenge.get("scope").split(" ")) {
      int name = each.indexOf(':');
      int actions = each.lastIndexOf(':');
      if (name > 0 && actions > name) {
        asked.add(
            new Scope(
                each.substring(0, name),
                each.substring(name + 1, actions),
                each.substring(actions + 1)));
      }
    }
    return new TreeSet<>(asked);
  }
}
