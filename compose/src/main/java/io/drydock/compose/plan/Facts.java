package io.drydock.compose.plan;

import io.drydock.compose.request.Names;
import io.drydock.compose.state.ProjectState;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.util.Map;

/**
 * What a plan is made from.
 *
 * @param imageIds by reference, as far as the engine has them
 */
public record Facts(Project project, ProjectState state, Map<String, String> imageIds) {
  public Facts {
    imageIds = Map.copyOf(imageIds);
  }

  /** The id of the service's image; empty when the engine does not have it. */
  String imageId(Service service) {
    return imageIds.getOrDefault(Names.image(project, service), "");
  }
}
