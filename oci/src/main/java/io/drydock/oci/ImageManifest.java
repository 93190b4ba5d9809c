package io.drydock.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The manifest of one image: its config and its layers (image specification, manifest.md).
 *
 * @param layers ordered, the base layer first
 * @param subject the manifest that this one is about, for attachments
 */
public record ImageManifest(
    String mediaType,
    String artifactType,
    Descriptor config,
    List<Descriptor> layers,
    Optional<Descriptor> subject,
    Map<String, String> annotations) {

  public ImageManifest {
    layers = List.copyOf(layers);
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
  }

  public ImageManifest(
      Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
    this(MediaTypes.OCI_MANIFEST, "", config, layers, Optional.empty(), annotations);
  }

  /**
   * The manifest that the bytes hold. Keep the bytes beside it: its digest is over them.
   *
   * @throws DrydockException of kind INVALID when the bytes are no image manifest
   */
  public static ImageManifest parse(byte[] raw) {
    JsonObject json = Json.object(raw, "image manifest");
    return new ImageManifest(
        Json.string(json, "mediaType").orElse(MediaTypes.OCI_MANIFEST),
        Json.string(json, "artifactType").orElse(""),
        Json.child(json, "config")
            .map(Descriptor::fromJson)
            .orElseThrow(
                () -> new DrydockException(ErrorKind.INVALID, "image manifest has no \"config\"")),
        Json.children(json, "layers").stream().map(Descriptor::fromJson).toList(),
        Json.child(json, "subject").map(Descriptor::fromJson),
        Json.stringMap(json, "annotations"));
  }

  /** The canonical bytes: compact JSON, members in the order of the specification. */
  public byte[] toBytes() {
    var json = new JsonObject();
    json.addProperty("schemaVersion", 2);
    json.addProperty("mediaType", mediaType);
    if (!artifactType.isEmpty()) {
      json.addProperty("artifactType", artifactType);
    }
    json.add("config", config.toJson());
    var array = new JsonArray();
    layers.forEach(layer -> array.add(layer.toJson()));
    json.add("layers", array);
    subject.ifPresent(each -> json.add("subject", each.toJson()));
    if (!annotations.isEmpty()) {
      json.add("annotations", Json.object(annotations));
    }
    return Json.bytes(json);
  }
}
