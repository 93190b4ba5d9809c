package io.drydock.distribution.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment names, read as Go programs do: {@code HTTP_PROXY}, {@code
 * HTTPS_PROXY} and {@code NO_PROXY} in upper or lower case. This machine itself is never asked
 * through a proxy.
 */
public final class Proxies extends ProxySelector {
  private final Map<String, String> environment;

  private Proxies(Map<String, String> environment) {
    this.environment = environment;
  }

  public static Proxies of(Map<String, String> environment) {
    return new Proxies(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    return List.of(
        proxy(uri)
            .map(each ->
                new Proxy(
                    Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(each.getHost(), port(each))))
            .orElse(Proxy.NO_PROXY));
  }

  /** The header that tells the proxy for the URL who is calling. */
  Optional<String> authorization(URI uri) {
    return proxy(uri)
        .map(URI::getRawUserInfo)
        .map(info -> {
          int colon = info.indexOf(':');
          String user = colon < 0 ? info : info.substring(0, colon);
          return Tokens.basic(decode(user), decode(colon < 0 ? "" : info.substring(colon + 1)));
        });
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static int port(URI proxy) {
    return proxy.getPort() >= 0 ? proxy.getPort() : proxy.getScheme().equals("https") ? 443 : 80;
  }

  private Optional<URI> proxy(URI uri) {
    Origin origin = Origin.of(uri);
    String named = variable(origin.isEncrypted() ? "HTTPS_PROXY" : "HTTP_PROXY");
    if (named.isEmpty() || origin.isLoopback() || isExcluded(origin)) {
      return Optional.empty();
    }
    try {
      URI proxy = URI.create(named.contains("://") ? named : "http://" + named);
      return Optional.of(proxy).filter(each -> each.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String variable(String name) {
    String upper = environment.getOrDefault(name, "");
    return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
  }

  private boolean isExcluded(Origin origin) {
    for (String each : variable("NO_PROXY").split(",")) {
      String rule = each.strip().toLowerCase(Locale.ROOT);
      if (!rule.isEmpty() && matches(rule, origin)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String rule, Origin origin) {
    if (rule.equals("*")) {
      return true;
    }
    if (rule.contains("/")) {
      return Hosts.isInNetwork(rule, origin.host());
    }
    int colon = rule.lastIndexOf(':');
    if (colon > 0 && rule.indexOf(':') == colon) {
      return rule.substring(colon + 1).equals(String.valueOf(origin.port()))
          && matches(rule.substring(0, colon), origin);
    }
    String domain = rule.startsWith("*.") ? rule.substring(1) : rule;
    return domain.startsWith(".")
        ? origin.host().endsWith(domain)
        : origin.host().equals(domain) || origin.host().endsWith("." + domain);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException cause) {
    // The call fails and says so.
  }
}
