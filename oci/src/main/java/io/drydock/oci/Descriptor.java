package io.drydock.oci;

import com.google.gson.JsonElement;
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
 * Points at content: its type, digest and size (image specification, descriptor.md).
 *
 * @param size in bytes
 * @param platform in an index: what the manifest is for
 * @param artifactType of the artifact that the content is, empty when not said
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    List<String> urls,
    Map<String, String> annotations,
    Optional<Platform> platform,
    String artifactType) {

  public Descriptor {
    urls = List.copyOf(urls);
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
  }

  public Descriptor(String mediaType, Digest digest, long size) {
    this(mediaType, digest, size, List.of(), Map.of(), Optional.empty(), "");
  }

  public Descriptor withPlatform(Platform newPlatform) {
    return new Descriptor(
        mediaType, digest, size, urls, annotations, Optional.of(newPlatform), artifactType);
  }

  public Descriptor withAnnotations(Map<String, String> newAnnotations) {
    return new Descriptor(mediaType, digest, size, urls, newAnnotations, platform, artifactType);
  }

  /** Without platform and annotations: only what the content is. */
  public Descriptor bare() {
    return new Descriptor(mediaType, digest, size);
  }

  /**
   * The descriptor that the JSON object holds.
   *
   * @throws DrydockException of kind INVALID when a required member is missing or of the wrong type
   */
  public static Descriptor fromJson(JsonObject json) {
    return new Descriptor(
        Json.string(json, "mediaType").orElse(""),
        Digest.parse(Json.string(json, "digest").orElse("")),
        Json.number(json, "size")
            .orElseThrow(
                () -> new DrydockException(ErrorKind.INVALID, "a descriptor has no \"size\"")),
        Json.strings(json, "urls"),
        Json.stringMap(json, "annotations"),
        Json.child(json, "platform").map(PlatformJson::read),
        Json.string(json, "artifactType").orElse(""));
  }

  public JsonElement toJson() {
    var json = new JsonObject();
    json.addProperty("mediaType", mediaType);
    json.addProperty("digest", digest.toString());
    json.addProperty("size", size);
    if (!urls.isEmpty()) {
      json.add("urls", Json.array(urls));
    }
    if (!annotations.isEmpty()) {
      json.add("annotations", Json.object(annotations));
    }
    platform.ifPresent(each -> json.add("platform", PlatformJson.write(each)));
    if (!artifactType.isEmpty()) {
      json.addProperty("artifactType", artifactType);
    }
    return json;
  }
}
