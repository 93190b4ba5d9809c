package io.drydock.distribution;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;

/**
 * A manifest or index as a registry keeps it: its bytes, whose digest is its name.
 *
 * @param descriptor type, digest and size of the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawManifest(Descriptor descriptor, byte[] raw) {

  /** The document of the bytes; the type is what they say themselves, or else what was declared. */
  static RawManifest of(byte[] raw, String declaredType) {
    JsonObject json = Json.object(raw, "manifest");
    String type = Json.string(json, "mediaType").orElseGet(() -> guess(json, declaredType));
    return new RawManifest(new Descriptor(type, Digest.of(raw), raw.length), raw);
  }

  private static String guess(JsonObject json, String declared) {
    if (MediaTypes.isIndex(declared) || MediaTypes.isManifest(declared)) {
      return declared;
    }
    return json.has("manifests")
        ? MediaTypes.OCI_INDEX
        : json.has("config") ? MediaTypes.OCI_MANIFEST : declared;
  }

  public boolean isIndex() {
    return MediaTypes.isIndex(descriptor.mediaType());
  }

  public ImageIndex index() {
    return ImageIndex.parse(raw);
  }

  /**
   * The manifest of one image.
   *
   * @throws DrydockException of kind UNSUPPORTED when the bytes are of another type
   */
  public ImageManifest manifest() {
    if (MediaTypes.isManifest(descriptor.mediaType())) {
      return ImageManifest.parse(raw);
    }
    throw new DrydockException(
        ErrorKind.UNSUPPORTED,
        "unsupported manifest media type \"" + descriptor.mediaType() + "\"");
  }
}
