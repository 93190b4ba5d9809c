package io.drydock.compose.run;

import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.util.List;
import java.util.Map;

/** Sees to it that the images of services are in the engine. */
public interface ServiceImages {
  /**
   * Pulls and builds what the policies say.
   *
   * @param present ids of the images that the engine has already, by reference
   * @return the ids of all of them, by reference as {@link io.drydock.compose.request.Names#image}
   *     gives it
   * @throws io.drydock.core.DrydockException when an image can be neither pulled nor built
   */
  Map<String, String> ensure(
      Project project,
      List<Service> services,
      Map<String, String> present,
      ImagePolicy policy,
      ProjectListener listener);
}
