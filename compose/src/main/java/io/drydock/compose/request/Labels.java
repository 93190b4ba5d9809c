package io.drydock.compose.request;

/**
 * The labels by which Compose finds its containers, networks and volumes again. Those of {@code
 * com.docker.compose} are Docker's, so that either tool manages what the other made.
 */
public final class Labels {
  public static final String PROJECT = "com.docker.compose.project";
  public static final String SERVICE = "com.docker.compose.service";
  public static final String CONTAINER_NUMBER = "com.docker.compose.container-number";

  /** {@code True} for containers of {@code run}, which no {@code up} looks at. */
  public static final String ONE_OFF = "com.docker.compose.oneoff";

  /** Hash of what a container, network or volume was asked to be. */
  public static final String CONFIG_HASH = "com.docker.compose.config-hash";

  public static final String CONFIG_FILES = "com.docker.compose.project.config_files";
  public static final String WORKING_DIR = "com.docker.compose.project.working_dir";

  /** As {@code db:service_healthy:false,cache:service_started:true}: name, condition, restart. */
  public static final String DEPENDS_ON = "com.docker.compose.depends_on";

  /** Id of the image that a container was made from. */
  public static final String IMAGE = "com.docker.compose.image";

  public static final String VERSION = "com.docker.compose.version";

  /** Id of the container that this one takes the place of. */
  public static final String REPLACE = "com.docker.compose.replace";

  public static final String NETWORK = "com.docker.compose.network";
  public static final String VOLUME = "com.docker.compose.volume";

  /** {@code pre_start} for a container that only runs such a step. */
  public static final String HOOK = "com.docker.compose.hook";

  /** The definition that a container was made from, packed; see {@link Definition}. */
  public static final String DEFINITION = "io.drydock.compose.definition";

  /** Hash of the contents of secrets and configs that were copied in. */
  public static final String CONTENTS = "io.drydock.compose.contents";

  private Labels() {}
}
