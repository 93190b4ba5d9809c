package io.drydock.compose.request;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.compose.request.ServiceForm.Dialect;
import io.drydock.composefile.model.ServiceVolume;

/** An item of the member {@code volumes} of a {@link ServiceForm}. */
final class MountForm {
  private MountForm() {}

  static JsonElement of(ServiceVolume volume, Dialect dialect) {
    return new GoObject()
        .text("type", volume.type())
        .text("source", volume.source())
        .text("target", volume.target())
        .flag("read_only", volume.readOnly())
        .text("consistency", volume.consistency())
        .object("bind", volume.bind(), each -> bind(each, dialect))
        .object("volume", volume.volume(), MountForm::volume)
        .object("tmpfs", volume.tmpfs(), MountForm::tmpfs)
        .object("image", volume.imageSubpath(), each -> new GoObject().text("subpath", each).json())
        .json();
  }

  private static JsonObject bind(ServiceVolume.Bind bind, Dialect dialect) {
    var json =
        new GoObject().text("selinux", bind.selinux()).text("propagation", bind.propagation());
    if (dialect == Dialect.CLASSIC) {
      json.flag("create_host_path", bind.createHostPath());
    } else if (!bind.createHostPath()) {
      json.always("create_host_path", new JsonPrimitive(false));
    }
    return json.text("recursive", bind.recursive()).json();
  }

  private static JsonObject volume(ServiceVolume.VolumeOptions options) {
    return new GoObject()
        .map("labels", options.labels())
        .flag("nocopy", options.noCopy())
        .text("subpath", options.subpath())
        .json();
  }

  private static JsonObject tmpfs(ServiceVolume.Tmpfs tmpfs) {
    return new GoObject()
        .bytes("size", tmpfs.sizeBytes())
        .number("mode", tmpfs.mode().orElse(0))
        .json();
  }
}
