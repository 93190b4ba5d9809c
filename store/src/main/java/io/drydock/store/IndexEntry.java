package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of {@code index.json} as annotations of its descriptor: the name as users write it in
 * {@code org.opencontainers.image.ref.name}, where skopeo and umoci look for it, and in full in
 * {@code io.containerd.image.name}. What others wrote is read as well as it goes.
 */
final class IndexEntry {
  private static final String REF_NAME = "org.opencontainers.image.ref.name";
  private static final String FULL_NAME = "io.containerd.image.name";
  private static final String TAGGED = "io.drydock.image.tagged";

  private IndexEntry() {}

  static Images.Entry read(Descriptor descriptor) {
    Map<String, String> annotations = new LinkedHashMap<>(descriptor.annotations());
    String full = annotations.remove(FULL_NAME);
    String reference = annotations.remove(REF_NAME);
    String tagged = annotations.remove(TAGGED);
    return new Images.Entry(
        descriptor.withAnnotations(annotations),
        name(full == null ? reference : full),
        tagged == null ? Instant.EPOCH : instant(tagged));
  }

  static Descriptor write(Descriptor target, Optional<ImageReference> name, Instant tagged) {
    Map<String, String> annotations = new LinkedHashMap<>(target.annotations());
    if (name.isPresent()) {
      annotations.put(REF_NAME, name.get().familiar());
      annotations.put(FULL_NAME, name.get().toString());
    }
    annotations.put(TAGGED, Long.toString(tagged.toEpochMilli()));
    return target.withAnnotations(annotations);
  }

  static Descriptor withoutName(Descriptor entry) {
    Map<String, String> annotations = new LinkedHashMap<>(entry.annotations());
    annotations.remove(REF_NAME);
    annotations.remove(FULL_NAME);
    return entry.withAnnotations(annotations);
  }

  /** Whether the entry has exactly the name, looking no further than it must. */
  static boolean hasName(Descriptor entry, ImageReference name) {
    String full = entry.annotations().get(FULL_NAME);
    return full == null ? isNamed(read(entry), name) : full.equals(name.toString());
  }

  /** Whether the entry has the name, or is what a name with a digest means. */
  static boolean isNamed(Images.Entry entry, ImageReference name) {
    if (entry.name().isEmpty()) {
      return false;
    }
    ImageReference own = entry.name().get();
    return own.equals(name)
        || (name.digest().filter(entry.target().digest()::equals).isPresent()
            && own.name().equals(name.name()));
  }

  private static Optional<ImageReference> name(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ImageReference.parse(text).withDefaultTag());
    } catch (DrydockException e) {
      return Optional.empty();
    }
  }

  /** Milliseconds since 1970: a date would cost more to read than all else of the index. */
  private static Instant instant(String text) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Instant.EPOCH;
    }
  }
}
