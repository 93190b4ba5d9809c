package io.drydock.compose.run;

import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.compose.request.Names;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.state.StateReader;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.AnyReference;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Images that an engine pulls itself, without credentials; what has to be built is refused. */
public final class EngineImages implements ServiceImages {
  private final EngineClient engine;

  public EngineImages(EngineClient engine) {
    this.engine = engine;
  }

  @Override
  public Map<String, String> ensure(
      Project project,
      List<Service> services,
      Map<String, String> present,
      ImagePolicy policy,
      ProjectListener listener) {
    var ids = new HashMap<>(present);
    var state = new StateReader(engine);
    for (Service each : services) {
      String reference = Names.image(project, each);
      if (isPulled(each, ids.containsKey(reference), policy.pull())) {
        if (each.build().isPresent()) {
          throw new DrydockException(
                  ErrorKind.UNSUPPORTED,
                  "service \"%s\" has to be built first".formatted(each.name()))
              .at(each.location());
        }
        Resource image = Resource.image(reference, each.name());
        listener.tell(image, Phase.PULLING);
        pull(reference, each.life().platform().orElse(""));
        listener.tell(image, Phase.PULLED);
        state.imageId(reference).ifPresent(id -> ids.put(reference, id));
      }
    }
    return ids;
  }

  private static boolean isPulled(Service service, boolean present, ImagePolicy.Pull asked) {
    return switch (asked) {
      case ALWAYS -> true;
      case MISSING -> !present;
      case NEVER -> false;
      case POLICY ->
          switch (service.life().pullPolicy().orElse("missing")) {
            case "always" -> true;
            case "never" -> false;
            default -> !present;
          };
    };
  }

  private void pull(String reference, String platform) {
    AnyReference parsed = AnyReference.parse(reference);
    if (!(parsed instanceof ImageReference image)) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "no such image: " + reference);
    }
    String tag = image.digest().map(Digest::toString).orElseGet(() -> image.tag().orElse("latest"));
    Query query =
        new Query().with("fromImage", image.name()).with("tag", tag).given("platform", platform);
    try (EngineResponse messages = engine.post("/images/create", query)) {
      JsonMessages.read(
          messages.body(),
          "the engine",
          message -> {
            if (message.has("error")) {
              throw new DrydockException(
                  ErrorKind.UNAVAILABLE, Json.string(message, "error").orElse("the pull failed"));
            }
          });
    }
  }
}
