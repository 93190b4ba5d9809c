package io.drydock.distribution.transport;

import java.util.List;
import java.util.TreeSet;

/**
 * What a token allows (distribution, "Token Scope Documentation"): {@code
 * repository:library/alpine:pull,push}.
 *
 * @param actions sorted, separated by commas
 */
public record Scope(String type, String name, String actions) implements Comparable<Scope> {
  public static Scope pull(String repository) {
    return new Scope("repository", repository, "pull");
  }

  public static Scope push(String repository) {
    return new Scope("repository", repository, "pull,push");
  }

  public static Scope delete(String repository) {
    return new Scope("repository", repository, "delete,pull");
  }

  public static Scope catalog() {
    return new Scope("registry", "catalog", "*");
  }

  /** Whether this scope allows all that the other does. */
  boolean covers(Scope other) {
    return type.equals(other.type)
        && name.equals(other.name)
        && new TreeSet<>(List.of(actions.split(",")))
            .containsAll(List.of(other.actions.split(",")));
  }

  @Override
  public int compareTo(Scope other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return type + ":" + name + ":" + actions;
  }
}
