package io.drydock.store;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.linux.mount.Mounts;
import io.drydock.oci.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which containers use which images. Noted in the store, so that every process that removes images
 * knows, and the layers of a container stay whether its engine runs or not.
 */
public final class ImageUses {
  private static final int SHORT = 12;

  private final Records records;

  ImageUses(Records records) {
    this.records = records;
  }

  /**
   * A container that uses an image.
   *
   * @param image its ID
   * @param mountPoint where the container's root is mounted while it runs
   */
  public record Use(String containerId, Digest image, Path mountPoint) {
    /** The container's ID as people see it. */
    public String shortId() {
      return containerId.substring(0, Math.min(SHORT, containerId.length()));
    }

    /** Whether the container runs, or its files are being copied. */
    public boolean isActive() {
      return Mounts.isMountPoint(mountPoint.toString());
    }
  }

  /**
   * Notes a use until it is forgotten.
   *
   * @param layers that are kept as long
   */
  public void note(Use use, List<Layers.Id> layers) {
    var json = new JsonObject();
    json.addProperty("image", use.image.toString());
    json.addProperty("mountPoint", use.mountPoint.toString());
    records.put(use.containerId, Json.bytes(json), layers);
  }

  public void forget(String containerId) {
    records.delete(containerId);
  }

  /** All, in no order. */
  public List<Use> list() {
    var uses = new ArrayList<Use>();
    for (Records.Entry each : records.list()) {
      records.peek(each.key()).ifPresent(value -> uses.add(read(each.key(), value)));
    }
    return uses;
  }

  /** The layers that containers keep. */
  public Set<Layers.Id> layers() {
    var layers = new HashSet<Layers.Id>();
    records.list().forEach(each -> layers.addAll(each.layers()));
    return layers;
  }

  /** The IDs of all images that are used. */
  Set<Digest> images() {
    var images = new HashSet<Digest>();
    list().forEach(each -> images.add(each.image));
    return images;
  }

  /** A container that uses the image, one that runs rather than another. */
  public Optional<Use> of(Digest image) {
    List<Use> all = list().stream().filter(each -> each.image.equals(image)).toList();
    return all.stream().filter(Use::isActive).findFirst().or(() -> all.stream().findFirst());
  }

  private static Use read(String containerId, byte[] value) {
    JsonObject json = Json.object(value, "the record of container " + containerId);
    return new Use(
        containerId,
        Digest.parse(Json.string(json, "image").orElse("")),
        Path.of(Json.string(json, "mountPoint").orElse("")));
  }
}
