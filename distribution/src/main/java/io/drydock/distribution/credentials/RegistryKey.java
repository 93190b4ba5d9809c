package io.drydock.distribution.credentials;

/** The names under which credentials of a registry are kept. */
final class RegistryKey {
  /** Docker Hub's, which is the address of an index that has long been gone. */
  private static final String DOCKER_HUB = "https://index.docker.io/v1/";

  private RegistryKey() {}

  /** The key for the registry's domain as image references name it. */
  static String of(String domain) {
    return switch (domain) {
      case "docker.io", "index.docker.io", "registry-1.docker.io" -> DOCKER_HUB;
      default -> domain;
    };
  }

  /** The host, with a port where given, of a key that may be a URL. */
  static String host(String key) {
    int scheme = key.indexOf("://");
    String rest = scheme < 0 ? key : key.substring(scheme + 3);
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }
}
