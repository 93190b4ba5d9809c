package io.drydock.compose.request;

import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;

/** The names that what belongs to a project has in an engine. */
public final class Names {
  private static final int SHORT_ID = 12;

  private Names() {}

  /** {@code PROJECT-SERVICE-N}, or the name that the service asks for. */
  public static String container(Project project, Service service, int number) {
    return service
        .life()
        .containerName()
        .orElseGet(() -> project.name() + "-" + service.name() + "-" + number);
  }

  /** The name of a container until the one with the id, whose place it takes, is gone. */
  public static String replacement(String replacedId, String name) {
    return shortId(replacedId) + "_" + name;
  }

  /** The image's reference: that of the service, or {@code PROJECT-SERVICE} for what is built. */
  public static String image(Project project, Service service) {
    return service.image().orElseGet(() -> project.name() + "-" + service.name());
  }

  /** The first twelve characters of an id, without its algorithm. */
  public static String shortId(String id) {
    String hex = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
    return hex.length() > SHORT_ID ? hex.substring(0, SHORT_ID) : hex;
  }
}
