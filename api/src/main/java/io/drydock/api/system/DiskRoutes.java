package io.drydock.api.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.container.ContainerAnswer;
import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.api.volume.VolumeAnswer;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.Engine;
import io.drydock.engine.container.Container;
import io.drydock.engine.files.FileSystemSize;
import io.drydock.engine.volume.Volume;
import io.drydock.engine.volume.VolumeFilter;
import io.drydock.engine.volume.VolumeUsage;
import io.drydock.oci.ImageReference;
import io.drydock.store.CacheItem;
import io.drydock.store.Usage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /system/df}: what takes how much of the disk. */
final class DiskRoutes implements Routes {
  private static final Set<String> TYPES = Set.of("container", "image", "volume", "build-cache");

  private final Engine engine;

  DiskRoutes(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void register(Router router) {
    router.get("/system/df", this::usage);
  }

  private void usage(Call call) throws IOException {
    List<String> types = call.query().all("type");
    for (String each : types) {
      if (!TYPES.contains(each)) {
        throw new DrydockException(ErrorKind.INVALID, "unknown object type: " + each);
      }
    }
    boolean newer = call.version().since(52);
    boolean verbose = newer && call.query().flag("verbose");
    boolean older = !call.version().since(53) && !verbose;
    Usage store = engine.store().collector().usage();
    var parts = new ArrayList<Part>();
    parts.add(images(store));
    parts.add(containers(call));
    parts.add(volumes());
    parts.add(cache());
    parts.removeIf(each -> !types.isEmpty() && !types.contains(each.type()));
    var json = new JsonObject();
    if (older) {
      json.addProperty("LayersSize", store.layerBytes());
      parts.forEach(each -> json.add(each.name(), each.items()));
    }
    if (newer) {
      parts.forEach(each -> json.add(each.summaryName(), each.summary(verbose)));
    }
    call.answer(json);
  }

  /**
   * What one kind of objects takes.
   *
   * @param active how many are in use
   * @param bytes of all
   * @param free bytes of those that are not in use
   */
  private record Part(
      String type, String name, JsonArray items, int active, long bytes, long free) {
    String summaryName() {
      return (name.endsWith("s") ? name.substring(0, name.length() - 1) : name) + "Usage";
    }

    JsonObject summary(boolean verbose) {
      var json = new JsonObject();
      json.addProperty("ActiveCount", active);
      json.addProperty("TotalCount", items.size());
      json.addProperty("Reclaimable", free);
      json.addProperty("TotalSize", bytes);
      if (verbose) {
        json.add("Items", items);
      }
      return json;
    }
  }

  private Part images(Usage usage) {
    var items = new JsonArray();
    int active = 0;
    long free = 0;
    for (Usage.ImageUsage each : usage.images()) {
      long users =
          engine.containers().list().stream()
              .filter(container -> container.imageId().equals(each.id()))
              .count();
      items.add(image(each, users));
      active += users > 0 ? 1 : 0;
      free += users > 0 ? 0 : each.uniqueBytes();
    }
    return new Part("image", "Images", items, active, usage.layerBytes(), free);
  }

  private static JsonObject image(Usage.ImageUsage image, long users) {
    var json = new JsonObject();
    Optional<ImageReference> name = image.entry().name();
    json.addProperty("Id", image.id().toString());
    json.addProperty("ParentId", "");
    json.add("RepoTags", Json.array(name.map(ImageReference::familiar).stream().toList()));
    json.add("RepoDigests", new JsonArray());
    json.addProperty("Created", image.created().map(Instant::getEpochSecond).orElse(0L));
    json.addProperty("Size", image.bytes());
    json.addProperty("SharedSize", image.sharedBytes());
    json.add("Labels", JsonNull.INSTANCE);
    json.addProperty("Containers", users);
    return json;
  }

  private Part containers(Call call) {
    var items = new JsonArray();
    int active = 0;
    long bytes = 0;
    long free = 0;
    for (Container each : engine.containers().list()) {
      FileSystemSize size = engine.files().size(each.id());
      items.add(ContainerAnswer.summary(each, Optional.of(size), call.version()));
      active += each.isRunning() ? 1 : 0;
      bytes += size.written();
      free += each.isRunning() ? 0 : size.written();
    }
    return new Part("container", "Containers", items, active, bytes, free);
  }

  private Part volumes() {
    var items = new JsonArray();
    int active = 0;
    long bytes = 0;
    long free = 0;
    for (Volume each : engine.volumes().list(VolumeFilter.ALL)) {
      VolumeUsage usage = engine.volumes().usage(each.name());
      items.add(VolumeAnswer.write(each, usage));
      active += usage.references() > 0 ? 1 : 0;
      bytes += usage.size();
      free += usage.references() > 0 ? 0 : usage.size();
    }
    return new Part("volume", "Volumes", items, active, bytes, free);
  }

  private Part cache() {
    var items = new JsonArray();
    long bytes = 0;
    long free = 0;
    for (CacheItem each : engine.store().collector().cache()) {
      items.add(cacheItem(each));
      bytes += each.bytes();
      free += each.shared() ? 0 : each.bytes();
    }
    return new Part("build-cache", "BuildCache", items, 0, bytes, free);
  }

  private static JsonObject cacheItem(CacheItem item) {
    var json = new JsonObject();
    json.addProperty("ID", item.id());
    json.addProperty("Type", item.kind().type());
    json.addProperty("Description", item.description());
    json.addProperty("InUse", false);
    json.addProperty("Shared", item.shared());
    json.addProperty("Size", item.bytes());
    json.addProperty("CreatedAt", item.made().toString());
    json.addProperty("LastUsedAt", item.lastUsed().toString());
    json.addProperty("UsageCount", 1);
    return json;
  }
}
