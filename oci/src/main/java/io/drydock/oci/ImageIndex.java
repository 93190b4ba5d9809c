package io.drydock.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of manifests, one for each platform or attachment (image specification, image-index.md).
 */
public record ImageIndex(
    String mediaType,
    String artifactType,
    List<Descriptor> manifests,
    Optional<Descriptor> subject,
    Map<String, String> annotations) {

  public ImageIndex {
    manifests = List.copyOf(manifests);
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
  }

  public ImageIndex(List<Descriptor> manifests) {
    this(MediaTypes.OCI_INDEX, "", manifests, Optional.empty(), Map.of());
  }

  /**
   * The index that the bytes hold.
   *
   * @throws DrydockException of kind INVALID when the bytes are no image index
   */
  public static ImageIndex parse(byte[] raw) {
    JsonObject json = Json.object(raw, "image index");
    return new ImageIndex(
        Json.string(json, "mediaType").orElse(MediaTypes.OCI_INDEX),
        Json.string(json, "artifactType").orElse(""),
        Json.children(json, "manifests").stream().map(Descriptor::fromJson).toList(),
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
    var array = new JsonArray();
    manifests.forEach(each -> array.add(each.toJson()));
    json.add("manifests", array);
    subject.ifPresent(each -> json.add("subject", each.toJson()));
    if (!annotations.isEmpty()) {
      json.add("annotations", Json.object(annotations));
    }
    return Json.bytes(json);
  }

  /**
   * The manifest of the image that runs best on the platform (see {@link Platform#candidates}), the
   * first where there are several. A manifest that says no platform is taken if it is the only one.
   */
  public Optional<Descriptor> select(Platform wanted) {
    for (Platform each : wanted.candidates()) {
      for (Descriptor manifest : manifests) {
        if (!MediaTypes.isIndex(manifest.mediaType())
            && manifest.platform().filter(each::isFor).isPresent()) {
          return Optional.of(manifest);
        }
      }
    }
    boolean unsaid = manifests.size() == 1 && manifests.getFirst().platform().isEmpty();
    return unsaid ? Optional.of(manifests.getFirst()) : Optional.empty();
  }

  /** The same index of other manifests. */
  public ImageIndex withManifests(List<Descriptor> others) {
    return new ImageIndex(mediaType, artifactType, others, subject, annotations);
  }
}
