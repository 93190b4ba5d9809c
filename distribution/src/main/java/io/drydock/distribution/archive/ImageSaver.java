package io.drydock.distribution.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes images of the store as an archive: an OCI image layout, which for Docker's sake also has
 * {@code manifest.json} and {@code repositories}. The same images give the same bytes.
 */
public final class ImageSaver {
  /** For whom the archive is. */
  public enum Format {
    /** An OCI image layout and nothing else. */
    OCI,
    /** As {@code docker save} writes it: readable for old and new programs. */
    DOCKER
  }

  private static final String NAME = "io.containerd.image.name";

  private final Store store;
  private final List<Platform> platforms;

  public ImageSaver(Store store) {
    this(store, List.of());
  }

  /**
   * @param platforms whose images of an index are saved; empty for all that are in the store
   */
  public ImageSaver(Store store, List<Platform> platforms) {
    this.store = store;
    this.platforms = List.copyOf(platforms);
  }

  /**
   * Writes the images; the output is not closed.
   *
   * @param images each with the names that the archive is to give it
   * @throws DrydockException of kind NOT_FOUND when content is not in the store
   */
  public void save(List<LoadedImage> images, Format format, OutputStream out) {
    var content = new SavedContent(store, platforms);
    Map<String, byte[]> documents = documents(images, format, content, List.of());
    try {
      content.write(documents, out);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  /**
   * Writes the images into a directory, which is made when it is missing. Images that are in it
   * stay, but for those whose names or manifests are given again.
   */
  public void save(List<LoadedImage> images, Format format, Path directory) {
    var content = new SavedContent(store, platforms);
    try {
      Map<String, byte[]> documents =
          documents(images, format, content, LayoutDirectory.index(directory));
      new LayoutDirectory(directory).write(content, documents);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private static DrydockException notWritten(IOException e) {
    return new DrydockException(
        ErrorKind.EXHAUSTED, "cannot write the archive: " + e.getMessage(), e);
  }

  /** All but the blobs; entries that are there stay unless they are given again. */
  private static Map<String, byte[]> documents(
      List<LoadedImage> images, Format format, SavedContent content, List<Descriptor> present) {
    var index = new ArrayList<Descriptor>();
    var docker = new DockerDocuments();
    for (LoadedImage image : images) {
      Descriptor target = content.add(image.target());
      index.addAll(entries(target, image.names()));
      docker.add(content.firstImage(target), image.names());
    }
    var all = new ArrayList<Descriptor>();
    present.stream().filter(each -> !isReplaced(each, index)).forEach(all::add);
    all.addAll(index);
    Map<String, byte[]> documents = new LinkedHashMap<>();
    documents.put("index.json", new ImageIndex(all).toBytes());
    if (format == Format.DOCKER) {
      documents.put("manifest.json", docker.manifest());
    }
    documents.put(
        "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
    if (format == Format.DOCKER && !docker.repositories.isEmpty()) {
      documents.put("repositories", docker.repositories());
    }
    return documents;
  }

  private static boolean isReplaced(Descriptor present, List<Descriptor> by) {
    String name = present.annotations().getOrDefault(NAME, "");
    return by.stream()
        .anyMatch(each ->
            name.isEmpty()
                ? each.digest().equals(present.digest())
                : name.equals(each.annotations().get(NAME)));
  }

  private static List<Descriptor> entries(Descriptor target, List<ImageReference> names) {
    if (names.isEmpty()) {
      return List.of(target);
    }
    return names.stream()
        .map(name -> {
          var annotations = new LinkedHashMap<>(target.annotations());
          annotations.put(NAME, name.toString());
          name.tag().ifPresent(tag -> annotations.put("org.opencontainers.image.ref.name", tag));
          return target.withAnnotations(annotations);
        })
        .toList();
  }

  /** The two documents of older programs. */
  private static final class DockerDocuments {
    private final JsonArray images = new JsonArray();
    private final JsonObject repositories = new JsonObject();

    void add(Optional<SavedContent.Saved> image, List<ImageReference> names) {
      if (image.isEmpty()) {
        return;
      }
      ImageManifest manifest = image.get().manifest();
      var json = new JsonObject();
      json.addProperty("Config", path(manifest.config().digest()));
      List<ImageReference> tagged = names.stream().filter(each -> each.tag().isPresent()).toList();
      if (tagged.isEmpty()) {
        json.add("RepoTags", JsonNull.INSTANCE);
      } else {
        json.add("RepoTags", Json.array(tagged.stream().map(ImageReference::familiar).toList()));
      }
      json.add(
          "Layers",
          Json.array(manifest.layers().stream().map(each -> path(each.digest())).toList()));
      json.add("LayerSources", sources(image.get().config(), manifest));
      images.add(json);
      tagged.forEach(each -> repository(each, image.get().config()));
    }

    private static JsonObject sources(ImageConfig config, ImageManifest manifest) {
      var sources = new JsonObject();
      for (int i = 0; i < manifest.layers().size(); i++) {
        Descriptor layer = manifest.layers().get(i);
        sources.add(config.diffIds().get(i).toString(), layer.bare().toJson());
      }
      return sources;
    }

    private void repository(ImageReference name, ImageConfig config) {
      if (config.diffIds().isEmpty()) {
        return;
      }
      if (!repositories.has(name.familiarName())) {
        repositories.add(name.familiarName(), new JsonObject());
      }
      repositories
          .getAsJsonObject(name.familiarName())
          .addProperty(name.tag().orElseThrow(), config.diffIds().getLast().encoded());
    }

    byte[] manifest() {
      return Json.bytes(images);
    }

    byte[] repositories() {
      return Json.bytes(repositories);
    }

    private static String path(Digest digest) {
      return "blobs/" + digest.algorithm() + "/" + digest.encoded();
    }
  }

  /** Whether the type is of a config that an image can have. */
  static boolean isImageConfig(String mediaType) {
    return mediaType.equals(MediaTypes.OCI_CONFIG) || mediaType.equals(MediaTypes.DOCKER_CONFIG);
  }
}
