package io.drydock.container;

import com.google.gson.JsonObject;
import io.drydock.container.Mount.BindOptions;
import io.drydock.container.Mount.Driver;
import io.drydock.container.Mount.ImageOptions;
import io.drydock.container.Mount.TmpfsOptions;
import io.drydock.container.Mount.VolumeOptions;
import io.drydock.core.Json;

/** {@code Mount} of Docker's API, as JSON and back. */
public final class MountJson {
  private MountJson() {}

  public static Mount read(JsonObject json) {
    return new Mount(
        Members.string(json, "Type"),
        Members.string(json, "Source"),
        Members.string(json, "Target"),
        Json.flag(json, "ReadOnly"),
        Members.string(json, "Consistency"),
        Json.child(json, "BindOptions").map(MountJson::bind),
        Json.child(json, "VolumeOptions").map(MountJson::volume),
        Json.child(json, "TmpfsOptions").map(MountJson::tmpfs),
        Json.child(json, "ImageOptions")
            .map(each -> new ImageOptions(Members.string(each, "Subpath"))));
  }

  private static BindOptions bind(JsonObject json) {
    return new BindOptions(
        Members.string(json, "Propagation"),
        Json.flag(json, "NonRecursive"),
        Json.flag(json, "CreateMountpoint"),
        Json.flag(json, "ReadOnlyNonRecursive"),
        Json.flag(json, "ReadOnlyForceRecursive"));
  }

  private static VolumeOptions volume(JsonObject json) {
    return new VolumeOptions(
        Json.flag(json, "NoCopy"),
        Members.map(json, "Labels"),
        Json.child(json, "DriverConfig")
            .map(each -> new Driver(Members.string(each, "Name"), Members.map(each, "Options"))),
        Members.string(json, "Subpath"));
  }

  private static TmpfsOptions tmpfs(JsonObject json) {
    return new TmpfsOptions(
        Members.number(json, "SizeBytes"),
        Members.integer(json, "Mode"),
        Members.lists(json, "Options"));
  }

  /** What is empty is left out. */
  public static JsonObject write(Mount mount) {
    var json = new JsonObject();
    text(json, "Type", mount.type());
    text(json, "Source", mount.source());
    text(json, "Target", mount.target());
    flag(json, "ReadOnly", mount.readOnly());
    text(json, "Consistency", mount.consistency());
    mount.bind().ifPresent(each -> json.add("BindOptions", bind(each)));
    mount.volume().ifPresent(each -> json.add("VolumeOptions", volume(each)));
    mount.tmpfs().ifPresent(each -> json.add("TmpfsOptions", tmpfs(each)));
    mount.image().ifPresent(each -> json.add("ImageOptions", image(each)));
    return json;
  }

  private static JsonObject bind(BindOptions options) {
    var json = new JsonObject();
    text(json, "Propagation", options.propagation());
    flag(json, "NonRecursive", options.nonRecursive());
    flag(json, "CreateMountpoint", options.createMountpoint());
    flag(json, "ReadOnlyNonRecursive", options.readOnlyNonRecursive());
    flag(json, "ReadOnlyForceRecursive", options.readOnlyForceRecursive());
    return json;
  }

  private static JsonObject volume(VolumeOptions options) {
    var json = new JsonObject();
    flag(json, "NoCopy", options.noCopy());
    if (!options.labels().isEmpty()) {
      json.add("Labels", Json.object(options.labels()));
    }
    options.driver().ifPresent(each -> json.add("DriverConfig", driver(each)));
    text(json, "Subpath", options.subpath());
    return json;
  }

  private static JsonObject driver(Driver driver) {
    var json = new JsonObject();
    text(json, "Name", driver.name());
    if (!driver.options().isEmpty()) {
      json.add("Options", Json.object(driver.options()));
    }
    return json;
  }

  private static JsonObject tmpfs(TmpfsOptions options) {
    var json = new JsonObject();
    if (options.sizeBytes() != 0) {
      json.addProperty("SizeBytes", options.sizeBytes());
    }
    if (options.mode() != 0) {
      json.addProperty("Mode", options.mode());
    }
    if (!options.options().isEmpty()) {
      json.add("Options", Members.lists(options.options()));
    }
    return json;
  }

  private static JsonObject image(ImageOptions options) {
    var json = new JsonObject();
    text(json, "Subpath", options.subpath());
    return json;
  }

  private static void text(JsonObject json, String key, String value) {
    if (!value.isEmpty()) {
      json.addProperty(key, value);
    }
  }

  private static void flag(JsonObject json, String key, boolean value) {
    if (value) {
      json.addProperty(key, true);
    }
  }
}
