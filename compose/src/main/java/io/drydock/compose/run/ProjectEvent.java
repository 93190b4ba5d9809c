package io.drydock.compose.run;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened while a project was brought up, down or changed.
 *
 * @param message what there is to say beside the phase; often empty
 */
public record ProjectEvent(Resource resource, Phase phase, String message, Instant time) {
  /**
   * What it happened to.
   *
   * @param name in the engine; of a service, its name in the project
   * @param id in the engine; empty where there is none (yet)
   * @param service that it belongs to; empty for what services share
   */
  public record Resource(Kind kind, String name, String id, String service) {
    static Resource network(String name) {
      return new Resource(Kind.NETWORK, name, "", "");
    }

    static Resource volume(String name) {
      return new Resource(Kind.VOLUME, name, "", "");
    }

    /** A container of a service. */
    public static Resource container(String name, String id, String service) {
      return new Resource(Kind.CONTAINER, name, id, service);
    }

    /** A service's image; also for builds and pulls that a {@link ServiceImages} tells of. */
    public static Resource image(String reference, String service) {
      return new Resource(Kind.IMAGE, reference, "", service);
    }

    /** A service as a whole. */
    public static Resource service(String name) {
      return new Resource(Kind.SERVICE, name, "", name);
    }

    /** {@code Container shop-api-1}, as docker compose prints it. */
    @Override
    public String toString() {
      return kind == Kind.VOLUME ? kind + " \"" + name + "\"" : kind + " " + name;
    }
  }

  /** The sorts of things that events are about. */
  public enum Kind {
    PROJECT,
    NETWORK,
    VOLUME,
    CONTAINER,
    IMAGE,
    SERVICE;

    @Override
    public String toString() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /** Where a resource is; what begins has an end of its own. */
  public enum Phase {
    CREATING("Creating", false),
    CREATED("Created", true),
    RECREATING("Recreate", false),
    RECREATED("Recreated", true),
    STARTING("Starting", false),
    STARTED("Started", true),
    RUNNING("Running", true),
    WAITING("Waiting", false),
    HEALTHY("Healthy", true),
    EXITED("Exited", true),
    RESTARTING("Restarting", false),
    RESTARTED("Restarted", true),
    STOPPING("Stopping", false),
    STOPPED("Stopped", true),
    KILLING("Killing", false),
    KILLED("Killed", true),
    PAUSING("Pausing", false),
    PAUSED("Paused", true),
    UNPAUSING("Unpausing", false),
    UNPAUSED("Unpaused", true),
    REMOVING("Removing", false),
    REMOVED("Removed", true),
    RENAMED("Renamed", true),
    PULLING("Pulling", false),
    PULLED("Pulled", true),
    BUILDING("Building", false),
    BUILT("Built", true),
    /** Something goes on, which the message names. */
    WORKING("Working", false),
    /** What went on is done. */
    DONE("Done", true),
    SKIPPED("Skipped", true),
    WARNING("Warning", true),
    FAILED("Error", true);

    private final String text;
    private final boolean end;

    Phase(String text, boolean end) {
      this.text = text;
      this.end = end;
    }

    /** Whether nothing follows of what was begun. */
    public boolean isEnd() {
      return end;
    }

    /** As docker compose prints it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
