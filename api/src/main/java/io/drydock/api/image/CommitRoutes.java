package io.drydock.api.image;

import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Query;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.build.plan.ConfigChanges;
import io.drydock.container.ContainerJson;
import io.drydock.container.ContainerSettings;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.Engine;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.event.EventType;
import io.drydock.engine.files.CommitRequest;
import io.drydock.engine.runtime.ImageDefaults;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Optional;

/** {@code POST /commit}: an image of a container's files. */
public final class CommitRoutes implements Routes {
  private final Engine engine;

  public CommitRoutes(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void register(Router router) {
    router.post("/commit", this::commit);
  }

  private void commit(Call call) throws IOException {
    Query query = call.query();
    Container container = engine.containers().get(query.text("container"));
    Optional<ImageReference> name =
        query.value("repo").map(each -> ImageRoutes.named(each, query.text("tag")));
    ContainerConfig config = config(container.spec().settings());
    Optional<JsonObject> body = call.optionalJson();
    if (body.isPresent()) {
      config = config(ImageDefaults.merge(ContainerJson.settings(body.get()), config));
    }
    var request =
        new CommitRequest(
            container.id(),
            ConfigChanges.apply(config, query.all("changes")),
            container.arguments(),
            query.text("author"),
            query.text("comment"),
            name);
    Images.Image image = commit(container, request, query.flag("pause", true));
    publish(container, image, name);
    var json = new JsonObject();
    json.addProperty("Id", image.id().toString());
    call.answer(201, json);
  }

  /** The container stands still meanwhile, so that its files belong together. */
  private Images.Image commit(Container container, CommitRequest request, boolean pause) {
    if (!pause || container.state().status() != Status.RUNNING) {
      return engine.imageMaker().commit(request);
    }
    engine.containers().pause(container.id());
    try {
      return engine.imageMaker().commit(request);
    } finally {
      resume(container);
    }
  }

  private void resume(Container container) {
    try {
      engine.containers().unpause(container.id());
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.CONFLICT && e.kind() != ErrorKind.NOT_FOUND) {
        throw e; // otherwise it was killed or resumed meanwhile
      }
    }
  }

  private void publish(Container container, Images.Image image, Optional<ImageReference> name) {
    var attributes = new LinkedHashMap<String, String>(container.spec().settings().labels());
    attributes.put("comment", "");
    attributes.put("image", container.spec().settings().image());
    attributes.put("imageID", image.id().toString());
    attributes.put("imageRef", name.map(ImageReference::familiar).orElse(""));
    attributes.put("name", container.name());
    engine.events().publish(EventType.CONTAINER, "commit", container.id(), attributes);
  }

  private static ContainerConfig config(ContainerSettings settings) {
    return new ContainerConfig(
        settings.user(),
        settings.exposedPorts(),
        settings.env(),
        settings.entrypoint(),
        settings.cmd(),
        settings.volumes(),
        settings.workingDir(),
        settings.labels(),
        settings.stopSignal(),
        settings.healthcheck(),
        settings.onBuild(),
        settings.shell());
  }
}
