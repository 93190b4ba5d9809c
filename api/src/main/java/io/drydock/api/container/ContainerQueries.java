package io.drydock.api.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.engine.Engine;
import io.drydock.engine.container.Container;
import io.drydock.engine.files.FileChange;
import io.drydock.engine.files.FileSystemSize;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code GET /containers}: what there is to know of containers. */
public final class ContainerQueries implements Routes {
  private final Engine engine;
  private final ImageAncestors ancestors;

  public ContainerQueries(Engine engine) {
    this.engine = engine;
    this.ancestors = new ImageAncestors(engine.store());
  }

  @Override
  public void register(Router router) {
    router.get("/containers/json", this::list);
    router.get("/containers/{id}/json", this::inspect);
    router.get("/containers/{id}/changes", this::changes);
  }

  private void list(Call call) throws IOException {
    var filter = ContainerFilter.ofList(call.query().filters(), engine.containers(), ancestors);
    OptionalInt limit = call.query().number("limit");
    boolean limited = limit.isPresent() && limit.getAsInt() > 0;
    boolean all = call.query().flag("all") || limited || filter.includesStopped();
    boolean size = call.query().flag("size");
    List<Container> found =
        engine.containers().list().stream()
            .filter(each -> all || each.isRunning() || isRestarting(each))
            .filter(filter)
            .limit(limited ? limit.getAsInt() : Long.MAX_VALUE)
            .toList();
    var array = new JsonArray();
    for (Container each : found) {
      array.add(ContainerAnswer.summary(each, size(each, size), call.version()));
    }
    call.answer(array);
  }

  private static boolean isRestarting(Container container) {
    return container.state().status()
        == io.drydock.engine.container.ContainerState.Status.RESTARTING;
  }

  private Optional<FileSystemSize> size(Container container, boolean wanted) {
    return wanted ? Optional.of(engine.files().size(container.id())) : Optional.empty();
  }

  private void inspect(Call call) throws IOException {
    Container container = engine.containers().get(call.variable("id"));
    boolean size = call.query().flag("size");
    call.answer(ContainerAnswer.details(container, size(container, size), call.version()));
  }

  private void changes(Call call) throws IOException {
    Container container = engine.containers().get(call.variable("id"));
    List<FileChange> changes = engine.files().changes(container.id());
    if (changes.isEmpty()) {
      call.answer(JsonNull.INSTANCE);
      return;
    }
    var array = new JsonArray();
    for (FileChange each : changes) {
      var json = new JsonObject();
      json.addProperty("Path", each.path());
      json.addProperty("Kind", kind(each.kind()));
      array.add(json);
    }
    call.answer(array);
  }

  private static int kind(FileChange.Kind kind) {
    return switch (kind) {
      case MODIFIED -> 0;
      case ADDED -> 1;
      case DELETED -> 2;
    };
  }
}
