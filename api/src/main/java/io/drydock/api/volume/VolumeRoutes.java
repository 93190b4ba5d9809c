package io.drydock.api.volume;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Filters;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.container.VolumeJson;
import io.drydock.container.VolumeSpec;
import io.drydock.core.Json;
import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import io.drydock.engine.volume.Volume;
import io.drydock.engine.volume.VolumeFilter;
import io.drydock.engine.volume.VolumePruneReport;
import io.drydock.engine.volume.Volumes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Set;

/** {@code /volumes}: what can be done with volumes. */
public final class VolumeRoutes implements Routes {
  private final Volumes volumes;
  private final Events events;

  public VolumeRoutes(Volumes volumes, Events events) {
    this.volumes = volumes;
    this.events = events;
  }

  @Override
  public void register(Router router) {
    router.get("/volumes", this::list);
    router.post("/volumes/create", this::create);
    router.post("/volumes/prune", this::prune);
    router.get("/volumes/{name}", call -> call.answer(VolumeAnswer.write(named(call))));
    router.delete("/volumes/{name}", this::remove);
  }

  private Volume named(Call call) {
    return volumes.get(call.variable("name"));
  }

  private void list(Call call) throws IOException {
    Filters asked =
        call.query().filters().allow(Set.of("name", "driver", "label", "label!", "dangling"));
    var array = new JsonArray();
    volumes.list(filter(asked)).forEach(each -> array.add(VolumeAnswer.write(each)));
    var json = new JsonObject();
    json.add("Volumes", array);
    json.add("Warnings", JsonNull.INSTANCE);
    call.answer(json);
  }

  private static VolumeFilter filter(Filters asked) {
    return new VolumeFilter(
        asked.values("name"),
        asked.values("driver"),
        asked.values("label"),
        asked.values("label!"),
        asked.flag("dangling"));
  }

  private void create(Call call) throws IOException {
    VolumeSpec spec = VolumeJson.read(call.optionalJson().orElseGet(JsonObject::new));
    call.answer(201, VolumeAnswer.write(volumes.create(spec)));
  }

  private void remove(Call call) throws IOException {
    volumes.remove(call.variable("name"), call.query().flag("force"));
    call.answer(204);
  }

  /** Before 1.42 a prune took volumes with a name, too. */
  private void prune(Call call) throws IOException {
    Filters asked = call.query().filters().allow(Set.of("all", "label", "label!"));
    boolean all = asked.flag("all").orElse(!call.version().since(42));
    VolumePruneReport report = volumes.prune(filter(asked), all);
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("reclaimed", Long.toString(report.bytes()));
    events.publish(EventType.VOLUME, "prune", "", attributes);
    var json = new JsonObject();
    json.add(
        "VolumesDeleted",
        report.volumes().isEmpty() ? JsonNull.INSTANCE : Json.array(report.volumes()));
    json.addProperty("SpaceReclaimed", report.bytes());
    call.answer(json);
  }
}
