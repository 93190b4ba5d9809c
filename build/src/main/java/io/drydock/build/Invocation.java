package io.drydock.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build was asked for, as its provenance tells it.
 *
 * @param contextUri where the main context comes from, empty for a local one
 * @param directory the main context, if it is a directory of this machine
 * @param dockerfile its name
 * @param source its text
 * @param arguments by BuildKit's names: {@code build-arg:NAME}, {@code label:NAME}, {@code target}
 * @param secrets ids
 * @param sshAgents ids
 */
public record Invocation(
    String contextUri,
    Optional<Path> directory,
    String dockerfile,
    String source,
    Map<String, String> arguments,
    List<String> secrets,
    List<String> sshAgents) {
  public static final Invocation UNKNOWN =
      new Invocation("", Optional.empty(), "", "", Map.of(), List.of(), List.of());

  public Invocation {
    arguments = Map.copyOf(arguments);
    secrets = List.copyOf(secrets);
    sshAgents = List.copyOf(sshAgents);
  }
}
