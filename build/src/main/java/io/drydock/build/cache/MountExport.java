package io.drydock.build.cache;

import io.drydock.distribution.ContentRepository.Content;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.store.CacheDirectory;
import io.drydock.store.DirectoryArchive;
import io.drydock.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gathers the cache mounts that go with a cache. One that did not change since the cache that is
 * there was written is neither packed nor sent again; one that this store never needed stays as the
 * cache has it.
 */
final class MountExport {
  private final Store store;
  private final Map<String, Descriptor> present;
  private final CacheImport imports;
  private final Consumer<String> log;

  /**
   * @param present what the cache at the destination has, by name
   * @param log told what could not go along
   */
  MountExport(
      Store store, Map<String, Descriptor> present, CacheImport imports, Consumer<String> log) {
    this.store = store;
    this.present = present;
    this.imports = imports;
    this.log = log;
  }

  List<Content> gather(Collection<String> ids) throws IOException {
    var contents = new ArrayList<Content>();
    for (String id : ids) {
      gather(id).ifPresent(contents::add);
    }
    return contents;
  }

  private Optional<Content> gather(String id) throws IOException {
    Optional<CacheDirectory> directory = store.idleCacheDirectory(id);
    if (directory.isEmpty()) {
      Optional<Content> known = known(id).or(() -> imports.mount(id));
      if (known.isEmpty()) {
        log.accept("cache mount " + id + " is in use by another build and is not exported");
      }
      return known;
    }
    try (CacheDirectory held = directory.get()) {
      Digest state = DirectoryArchive.state(held.path());
      Optional<Content> unchanged = known(id).filter(each -> hasState(each, state));
      return unchanged.isPresent() ? unchanged : Optional.of(pack(id, held, state));
    }
  }

  private Optional<Content> known(String id) {
    return Optional.ofNullable(present.get(id))
        .map(blob -> new Content(blob, MountExport::isThere));
  }

  private static boolean hasState(Content content, Digest state) {
    return state.toString().equals(content.blob().annotations().get(Annotations.MOUNT_STATE));
  }

  /** Nothing has to be brought. */
  private static void isThere() {}

  private Content pack(String id, CacheDirectory directory, Digest state) throws IOException {
    Descriptor blob = MountArchive.pack(directory.path(), store);
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(Annotations.MOUNT_ID, id);
    annotations.put(Annotations.MOUNT_STATE, state.toString());
    return new Content(blob.withAnnotations(annotations), MountExport::isThere);
  }
}
