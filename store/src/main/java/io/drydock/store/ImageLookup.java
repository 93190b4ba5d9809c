package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a user's word for an image means among the entries: a whole ID, a name, part of an ID. */
final class ImageLookup {
  private static final int SHORTEST_PREFIX = 4;
  private static final int ID_LENGTH = 64;

  private final List<Images.Entry> entries;
  private final BlobDirectory blobs;

  ImageLookup(List<Images.Entry> entries, BlobDirectory blobs) {
    this.entries = entries;
    this.blobs = blobs;
  }

  Images.Entry resolve(String word) {
    String prefix = word.startsWith("sha256:") ? word.substring("sha256:".length()) : word;
    if (prefix.length() == ID_LENGTH && isHex(prefix)) {
      return byId(prefix).orElseThrow(() -> missing(word));
    }
    Optional<ImageReference> name = name(word);
    Optional<Images.Entry> named = name.flatMap(this::byName);
    if (named.isPresent()) {
      return named.get();
    }
    if (prefix.length() >= SHORTEST_PREFIX && isHex(prefix)) {
      return byId(prefix).orElseThrow(() -> missing(word));
    }
    throw missing(name.map(each -> each.withDefaultTag().familiar()).orElse(word));
  }

  private Optional<Images.Entry> byName(ImageReference name) {
    for (Images.Entry entry : entries) {
      if (IndexEntry.isNamed(entry, name.withDefaultTag())) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private Optional<Images.Entry> byId(String prefix) {
    Map<Digest, Images.Entry> matches = new LinkedHashMap<>();
    for (Images.Entry entry : entries) {
      for (Digest id : ids(entry.target())) {
        if (id.encoded().startsWith(prefix)) {
          matches.putIfAbsent(entry.target().digest(), entry);
        }
      }
    }
    if (matches.size() > 1) {
      throw new DrydockException(
          ErrorKind.INVALID, "multiple IDs found with provided prefix: " + prefix);
    }
    return matches.values().stream().findFirst();
  }

  /** The digests by which an image is known: its own, and those of its manifests and configs. */
  private List<Digest> ids(Descriptor target) {
    var ids = new ArrayList<Digest>();
    ids.add(target.digest());
    if (!blobs.contains(target.digest())) {
      return ids;
    }
    if (MediaTypes.isIndex(target.mediaType())) {
      for (Descriptor each : ImageIndex.parse(blobs.read(target.digest())).manifests()) {
        ids.addAll(ids(each));
      }
    } else if (MediaTypes.isManifest(target.mediaType())) {
      ids.add(ImageManifest.parse(blobs.read(target.digest())).config().digest());
    }
    return ids;
  }

  private static Optional<ImageReference> name(String word) {
    try {
      return Optional.of(ImageReference.parse(word));
    } catch (DrydockException e) {
      return Optional.empty();
    }
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || Character.isUpperCase(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static DrydockException missing(String what) {
    return new DrydockException(ErrorKind.NOT_FOUND, "No such image: " + what);
  }
}
