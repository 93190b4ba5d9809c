package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import io.drydock.distribution.credentials.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All connections of one command, and the chains over them. Registries with certificates of their
 * own, and those that need none, have connections of their own.
 */
public final class Network implements AutoCloseable {
  private final Proxies proxies;
  private final Path certificates;
  private final RetryPolicy policy;
  private final WaitListener listener;
  private final Map<String, Transport> transports = new ConcurrentHashMap<>();

  /**
   * @param environment for proxies
   * @param certificates the folder with a folder for each registry's certificates
   */
  public Network(
      Map<String, String> environment,
      Path certificates,
      RetryPolicy policy,
      WaitListener listener) {
    this.proxies = Proxies.of(environment);
    this.certificates = certificates;
    this.policy = policy;
    this.listener = listener;
  }

  public RetryPolicy policy() {
    return policy;
  }

  public WaitListener listener() {
    return listener;
  }

  /**
   * Whether a registry answers at the URL, asked without credentials and only once.
   *
   * @throws DrydockException of kind UNAVAILABLE when nobody answers
   */
  public boolean isRegistry(URI base, boolean verify) {
    Call ping = Call.of("GET", base.resolve("/v2/"), Set.of());
    try (Reply reply = transport(base, verify).send(ping)) {
      return reply.status() != 400 && reply.status() < 500;
    }
  }

  /**
   * The chain for the registry at the URL.
   *
   * @param verify whether its certificate must be good; also keeps credentials from token servers
   *     without encryption
   * @param credentials asked for when a server wants them, at most once
   */
  public Exchange connect(URI base, boolean verify, Supplier<Optional<Credentials>> credentials) {
    Exchange redirecting = new Redirecting(call -> route(base, verify, call));
    Supplier<Optional<Credentials>> once = Once.of(credentials);
    Exchange open = new Retrying(redirecting, policy, listener);
    Tokens tokens = new Tokens(open, once, !verify);
    Exchange known = new Authenticating(redirecting, Origin.of(base), once, tokens);
    return new Retrying(known, policy, listener);
  }

  /** The chain for servers that are no registries, each call with its own credentials if any. */
  public Exchange open() {
    Exchange redirecting = new Redirecting(call -> transport(call.uri(), true).send(call));
    return new Retrying(redirecting, policy, listener);
  }

  /** Over the registry's connections to itself; elsewhere without its certificates and leniency. */
  private Reply route(URI base, boolean verify, Call call) {
    boolean lenient = !verify && base.getHost().equalsIgnoreCase(call.uri().getHost());
    return transport(call.uri(), !lenient).send(call);
  }

  private Transport transport(URI base, boolean verify) {
    String host = base.getRawAuthority();
    if (!Origin.of(base).isEncrypted()) {
      return transports.computeIfAbsent("plain", _ -> new Transport(proxies, null));
    }
    Path folder = certificates.resolve(host);
    return transports.computeIfAbsent(
        (verify ? "verified " : "unverified ") + host,
        _ ->
            new Transport(proxies, verify ? Encryption.of(folder) : Encryption.unverified(folder)));
  }

  @Override
  public void close() {
    transports.values().forEach(Transport::close);
  }

  /** A supplier that is asked once. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private Optional<T> value = Optional.empty();

    private Once(Supplier<T> source) {
      this.source = source;
    }

    static <T> Supplier<T> of(Supplier<T> source) {
      return new Once<>(source);
    }

    @Override
    public synchronized T get() {
      if (value.isEmpty()) {
        value = Optional.of(source.get());
      }
      return value.get();
    }
  }
}
