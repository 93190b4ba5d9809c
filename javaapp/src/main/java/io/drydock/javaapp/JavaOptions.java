package io.drydock.javaapp;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user can say about the image of a Java application.
 *
 * @param base the image below; empty for one that has just what a Java runtime needs
 * @param runtime whether the image gets a runtime of its own or uses the base's
 * @param jdk home of the JDK that the runtime is linked from; empty for the one that runs Drydock
 * @param modules needed besides those that the classes tell of, as for classes found by name only
 * @param mainClass empty for the one that the application names, or its only one
 * @param jvmFlags before the class path
 * @param arguments of the main class, as CMD
 * @param dependencies jars, or directories of jars, of an application that does not name its own
 * @param user as USER takes it; empty for the base's
 * @param ports as EXPOSE takes them
 * @param environment variables to set
 */
public record JavaOptions(
    String base,
    RuntimeSource runtime,
    Optional<Path> jdk,
    List<String> modules,
    String mainClass,
    List<String> jvmFlags,
    List<String> arguments,
    List<Path> dependencies,
    String user,
    List<String> ports,
    Map<String, String> environment) {

  /** Base image that has the C library, certificates, time zones and a user 65532. */
  static final String DEFAULT_BASE = "gcr.io/distroless/cc-debian13";

  /** An ordinary user that every image can run as, with or without a line in its passwd. */
  static final String DEFAULT_USER = "65532:65532";

  public JavaOptions {
    modules = List.copyOf(modules);
    jvmFlags = List.copyOf(jvmFlags);
    arguments = List.copyOf(arguments);
    dependencies = List.copyOf(dependencies);
    ports = List.copyOf(ports);
    environment = Map.copyOf(environment);
  }

  /** Where {@code java} comes from. */
  public enum RuntimeSource {
    /** Linked from a JDK (jlink), with only the modules that the application needs. */
    LINKED,
    /** The base image has one on its PATH. */
    BASE
  }

  String baseImage() {
    return base.isEmpty() ? DEFAULT_BASE : base;
  }
}
