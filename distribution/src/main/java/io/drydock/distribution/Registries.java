package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.credentials.CredentialStore;
import io.drydock.distribution.credentials.Credentials;
import io.drydock.distribution.transport.Hosts;
import io.drydock.distribution.transport.Network;
import io.drydock.distribution.transport.WaitListener;
import io.drydock.oci.ImageReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The registries that one command talks to: connected to once, and asked through mirrors first. */
public final class Registries implements AutoCloseable {
  /** Where Docker Hub's API lives. */
  private static final String DOCKER_HUB = "registry-1.docker.io";

  private final RegistrySettings settings;
  private final Function<String, Optional<Credentials>> credentials;
  private final Network network;
  private final Map<String, RegistryClient> clients = new ConcurrentHashMap<>();

  private Registries(
      RegistrySettings settings,
      WaitListener listener,
      Function<String, Optional<Credentials>> credentials) {
    this.settings = settings;
    this.credentials = credentials;
    this.network =
        new Network(settings.environment(), settings.certificates(), settings.retries(), listener);
  }

  /** Opens nothing yet: connections are made when they are needed. */
  public static Registries open(RegistrySettings settings, WaitListener listener) {
    return open(
        settings, listener, CredentialStore.in(settings.config(), settings.environment())::find);
  }

  /**
   * As the other one, as somebody whose credentials are not in the user's configuration.
   *
   * @param credentials by the domain of image references
   */
  public static Registries open(
      RegistrySettings settings,
      WaitListener listener,
      Function<String, Optional<Credentials>> credentials) {
    return new Registries(settings, listener, credentials);
  }

  /** Connections of its own, where these registries too may lack certificates or encryption. */
  public Registries withInsecure(List<String> domains) {
    return open(settings.withInsecure(domains), WaitListener.NONE, credentials);
  }

  public RegistrySettings settings() {
    return settings;
  }

  Network network() {
    return network;
  }

  /**
   * The registry that serves the domain of image references.
   *
   * @throws DrydockException of kind UNAVAILABLE when it has to be tried which protocol it speaks,
   *     and nobody answers
   */
  public RegistryClient at(String domain) {
    return at(domain, () -> credentials.apply(domain));
  }

  /** The registry as somebody who need not be in the user's configuration: for a login. */
  public RegistryClient at(String domain, Credentials who) {
    return connect(domain, () -> Optional.of(who));
  }

  /** The repository of the reference. */
  public Repository repository(ImageReference reference) {
    return at(reference.domain()).repository(reference.path());
  }

  /** The repository and, before it, its copies on mirrors: all places to read it from. */
  public List<Repository> copies(ImageReference reference) {
    var copies = new ArrayList<Repository>();
    for (Mirror each : settings.mirrors()) {
      if (each.domain().equals(reference.domain())) {
        copies.add(mirror(each).repository(reference.path()));
      }
    }
    try {
      copies.add(repository(reference));
    } catch (DrydockException e) {
      if (copies.isEmpty() || e.kind() != ErrorKind.UNAVAILABLE) {
        throw e; // A mirror may do where the registry itself is out of reach.
      }
    }
    return List.copyOf(copies);
  }

  private RegistryClient at(String domain, Supplier<Optional<Credentials>> who) {
    RegistryClient known = clients.get(domain);
    if (known == null) {
      known = connect(domain, who);
      RegistryClient other = clients.putIfAbsent(domain, known);
      known = other == null ? known : other;
    }
    return known;
  }

  private RegistryClient mirror(Mirror mirror) {
    String authority = mirror.base().getRawAuthority();
    return clients.computeIfAbsent(
        mirror.base().toString(),
        _ ->
            new RegistryClient(
                mirror.domain(),
                mirror.base(),
                network.connect(
                    mirror.base(), !isLenient(authority), () -> credentials.apply(authority))));
  }

  private RegistryClient connect(String domain, Supplier<Optional<Credentials>> who) {
    String authority = domain.equals("docker.io") ? DOCKER_HUB : domain;
    boolean verify = !isLenient(authority);
    URI base = verify ? uri("https", authority) : probe(authority);
    return new RegistryClient(domain, base, network.connect(base, verify, who));
  }

  private boolean isLenient(String authority) {
    return Hosts.isLoopback(RegistrySettings.host(authority)) || settings.isInsecure(authority);
  }

  /**
   * Which protocol a registry speaks that need not be encrypted: this machine's are mostly plain,
   * others are asked for encryption first.
   */
  private URI probe(String authority) {
    URI open = uri("http", authority);
    URI encrypted = uri("https", authority);
    boolean local = Hosts.isLoopback(RegistrySettings.host(authority));
    URI first = local ? open : encrypted;
    URI second = local ? encrypted : open;
    DrydockException failure;
    try {
      if (network.isRegistry(first, false)) {
        return first;
      }
      failure = new DrydockException(ErrorKind.UNAVAILABLE, "no registry answers at " + first);
    } catch (DrydockException e) {
      failure = e;
    }
    try {
      if (network.isRegistry(second, false)) {
        return second;
      }
    } catch (DrydockException e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }

  private static URI uri(String scheme, String authority) {
    try {
      return URI.create(scheme + "://" + authority + "/");
    } catch (IllegalArgumentException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid registry host \"" + authority + "\"", e);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
