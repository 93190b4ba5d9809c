package io.drydock.api.image;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.route.ApiVersion;
import io.drydock.core.Json;
import io.drydock.distribution.images.ImageCatalogue;
import io.drydock.distribution.images.ImageDetails;
import io.drydock.distribution.images.ImageHistory;
import io.drydock.distribution.images.ImageSummary;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Images as the API's versions show them. */
final class ImageAnswer {
  private static final List<String> CONTAINER_ONLY =
      List.of(
          "Hostname",
          "Domainname",
          "AttachStdin",
          "AttachStdout",
          "AttachStderr",
          "Tty",
          "OpenStdin",
          "StdinOnce",
          "Image");

  private ImageAnswer() {}

  /** The list, where names of the same image share an item. */
  static JsonArray list(List<ImageSummary> summaries, ListOptions options) {
    Map<String, List<ImageSummary>> byImage = new LinkedHashMap<>();
    for (ImageSummary each : summaries) {
      String key = each.id() + " " + each.entry().target().digest();
      byImage.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
    }
    var array = new JsonArray();
    byImage.values().forEach(each -> array.add(item(each, options)));
    return array;
  }

  /**
   * What items have.
   *
   * @param users counts containers; absent for nobody who asked
   */
  record ListOptions(ApiVersion version, Optional<ImageUsers> users, ManifestList manifests) {}

  private static JsonObject item(List<ImageSummary> names, ListOptions options) {
    ImageSummary first = names.getFirst();
    var json = new JsonObject();
    json.addProperty("Id", first.id().toString());
    json.addProperty("ParentId", "");
    json.add("RepoTags", tags(names));
    json.add("RepoDigests", digests(names));
    json.addProperty("Created", first.created().map(Instant::getEpochSecond).orElse(0L));
    json.addProperty("Size", first.size());
    json.addProperty("SharedSize", -1);
    if (!options.version().since(44)) {
      json.addProperty("VirtualSize", first.size());
    }
    json.add("Labels", first.labels().isEmpty() ? JsonNull.INSTANCE : Json.object(first.labels()));
    json.addProperty(
        "Containers", options.users().map(each -> each.of(first.id()).size()).orElse(-1));
    if (options.version().since(48)) {
      json.add("Descriptor", first.entry().target().bare().toJson());
    }
    options.manifests().add(json, first.entry().target());
    return json;
  }

  private static JsonArray tags(List<ImageSummary> names) {
    return Json.array(
        names.stream()
            .flatMap(each -> each.entry().name().stream())
            .filter(each -> each.tag().isPresent())
            .map(ImageReference::familiar)
            .toList());
  }

  private static JsonArray digests(List<ImageSummary> names) {
    var digests = new TreeSet<String>();
    for (ImageSummary each : names) {
      each.repositoryDigest()
          .ifPresent(
              digest -> each.repository().ifPresent(name -> digests.add(name + "@" + digest)));
    }
    return Json.array(digests);
  }

  /** One image in full. */
  static JsonObject details(ImageCatalogue catalogue, Images.Image image, ApiVersion version) {
    JsonObject json = new ImageDetails(catalogue).of(image);
    if (!version.since(44)) {
      json.addProperty("VirtualSize", json.get("Size").getAsLong());
    }
    if (!version.since(48)) {
      json.remove("Descriptor");
    }
    if (!version.since(52)) {
      var driver = new JsonObject();
      driver.add("Data", JsonNull.INSTANCE);
      driver.addProperty("Name", "overlayfs");
      json.add("GraphDriver", driver);
    }
    if (version.since(50)) {
      JsonObject config = json.getAsJsonObject("Config");
      CONTAINER_ONLY.forEach(config::remove);
    }
    return json;
  }

  static JsonArray history(ImageCatalogue catalogue, Images.Image image, List<String> tags) {
    var array = new JsonArray();
    for (ImageHistory.Step each : ImageHistory.of(catalogue, image)) {
      var json = new JsonObject();
      json.addProperty("Id", each.id().map(Object::toString).orElse("<missing>"));
      json.addProperty("Created", each.created().map(Instant::getEpochSecond).orElse(0L));
      json.addProperty("CreatedBy", each.createdBy());
      json.add("Tags", each.id().isPresent() ? Json.array(tags) : JsonNull.INSTANCE);
      json.addProperty("Size", each.size());
      json.addProperty("Comment", each.comment());
      array.add(json);
    }
    return array;
  }
}
