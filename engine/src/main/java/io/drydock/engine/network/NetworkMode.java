package io.drydock.engine.network;

import java.util.Set;

/**
 * What {@code --network} of a container says.
 *
 * @param kind of it
 * @param name of the network, or id of the container whose namespace is shared
 */
public record NetworkMode(Kind kind, String name) {
  private static final String CONTAINER = "container:";
  private static final Set<String> PREDEFINED = Set.of("bridge", "host", "none");

  /** The ways of being in a network. */
  public enum Kind {
    /** The host's namespace. */
    HOST,
    /** A namespace of its own, with nothing but loopback. */
    NONE,
    /** The namespace of another container. */
    CONTAINER,
    /** The network {@code bridge}. */
    DEFAULT,
    /** Networks that the user made. */
    USER
  }

  /** Reads it as the API has it; empty and {@code default} mean the network {@code bridge}. */
  public static NetworkMode of(String text) {
    if (text.startsWith(CONTAINER)) {
      return new NetworkMode(Kind.CONTAINER, text.substring(CONTAINER.length()));
    }
    return switch (text) {
      case "", "default", "bridge" -> new NetworkMode(Kind.DEFAULT, "bridge");
      case "host" -> new NetworkMode(Kind.HOST, "host");
      case "none" -> new NetworkMode(Kind.NONE, "none");
      default -> new NetworkMode(Kind.USER, text);
    };
  }

  static boolean predefined(String network) {
    return PREDEFINED.contains(network);
  }

  @Override
  public String toString() {
    return kind == Kind.CONTAINER ? CONTAINER + name : name;
  }
}
