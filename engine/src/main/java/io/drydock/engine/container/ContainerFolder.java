package io.drydock.engine.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.container.ContainerJson;
import io.drydock.core.DrydockException;
import io.drydock.core.DurableFile;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.volume.MountPoint;
import io.drydock.engine.volume.MountPointJson;
import io.drydock.linux.file.RootDirectory;
import io.drydock.oci.Digest;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/**
 * The folder in which a container's state is kept: {@code container.json} says what it is, {@code
 * state.json} how far it is. Both are replaced whole. What it is is synced; how far it is need not
 * be, for no container outlives a power failure.
 */
record ContainerFolder(Path path) {
  private static final String DEFINITION = "container.json";
  private static final String STATE = "state.json";

  String id() {
    return String.valueOf(path.getFileName());
  }

  Path log() {
    return path.resolve("container.log");
  }

  /** Makes the folder of a new container, which is there whole or not at all. */
  void create(Definition definition) {
    Path fresh = path.resolveSibling("." + id());
    try {
      Files.createDirectories(fresh);
      byte[] content = Json.bytes(write(definition));
      if (definition.spec().host().autoRemove()) {
        // After a power failure it would be removed anyway.
        Files.write(fresh.resolve(DEFINITION), content);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      } else {
        DurableFile.writeSynced(fresh.resolve(DEFINITION), content);
        DurableFile.move(fresh, path);
      }
    } catch (IOException e) {
      RootDirectory.deleteTree(fresh);
      throw failure("keep container " + id(), e);
    }
  }

  void save(Definition definition) {
    try {
      DurableFile.write(path.resolve(DEFINITION), Json.bytes(write(definition)));
    } catch (IOException e) {
      throw failure("keep container " + id(), e);
    }
  }

  void save(Progress progress) {
    Path fresh = path.resolve("." + STATE);
    try {
      Files.write(fresh, Json.bytes(write(progress)));
      Files.move(fresh, path.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failure("keep the state of container " + id(), e);
    }
  }

  /** Removes the folder; it is gone as a whole. */
  void delete() {
    Path gone = path.resolveSibling("." + id());
    try {
      Files.move(path, gone, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw failure("remove container " + id(), e);
    }
    RootDirectory.deleteTree(gone);
  }

  Definition definition() {
    try {
      return definition(Json.object(Files.readAllBytes(path.resolve(DEFINITION)), path.toString()));
    } catch (IOException e) {
      throw failure("read container " + id(), e);
    }
  }

  /** What was last kept; as new when a power failure took it. */
  Progress progress() {
    try {
      return progress(Json.object(Files.readAllBytes(path.resolve(STATE)), path.toString()));
    } catch (IOException | DrydockException e) {
      return Progress.CREATED;
    }
  }

  private static DrydockException failure(String doing, IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    boolean full = reason.contains("No space left on device");
    return new DrydockException(
        full ? ErrorKind.EXHAUSTED : ErrorKind.INTERNAL, "cannot " + doing + ": " + reason, cause);
  }

  private static JsonObject write(Definition definition) {
    var json = new JsonObject();
    json.addProperty("name", definition.name());
    json.addProperty("created", definition.created().toString());
    json.addProperty("image", definition.imageId().toString());
    json.addProperty("platform", definition.platform().toString());
    json.add("spec", ContainerJson.write(definition.spec()));
    var mounts = new JsonArray();
    definition.mounts().forEach(each -> mounts.add(MountPointJson.write(each)));
    json.add("mounts", mounts);
    return json;
  }

  private Definition definition(JsonObject json) {
    var mounts = new ArrayList<MountPoint>();
    Json.children(json, "mounts").forEach(each -> mounts.add(MountPointJson.read(each)));
    return new Definition(
        id(),
        Json.string(json, "name").orElseThrow(),
        Instant.parse(Json.string(json, "created").orElseThrow()),
        ContainerJson.read(Json.child(json, "spec").orElseThrow()),
        Digest.parse(Json.string(json, "image").orElseThrow()),
        Platform.parse(Json.string(json, "platform").orElseThrow()),
        mounts);
  }

  private static JsonObject write(Progress progress) {
    ContainerState state = progress.state();
    var json = new JsonObject();
    json.addProperty("status", state.status().word());
    json.addProperty("pid", state.pid());
    json.addProperty("exitCode", state.exitCode());
    json.addProperty("error", state.error());
    json.addProperty("oomKilled", state.oomKilled());
    state.startedAt().ifPresent(each -> json.addProperty("startedAt", each.toString()));
    state.finishedAt().ifPresent(each -> json.addProperty("finishedAt", each.toString()));
    json.addProperty("restartCount", progress.restartCount());
    json.addProperty("launching", progress.launching());
    json.addProperty("stoppedByUser", progress.stoppedByUser());
    return json;
  }

  private static Progress progress(JsonObject json) {
    return new Progress(
        new ContainerState(
            Status.valueOf(Json.string(json, "status").orElse("created").toUpperCase(Locale.ROOT)),
            number(json, "pid"),
            number(json, "exitCode"),
            Json.string(json, "error").orElse(""),
            Json.flag(json, "oomKilled"),
            instant(json, "startedAt"),
            instant(json, "finishedAt")),
        number(json, "restartCount"),
        Json.flag(json, "launching"),
        Json.flag(json, "stoppedByUser"));
  }

  private static int number(JsonObject json, String key) {
    return Json.number(json, key).orElse(0L).intValue();
  }

  private static Optional<Instant> instant(JsonObject json, String key) {
    return Json.string(json, key).map(Instant::parse);
  }
}
