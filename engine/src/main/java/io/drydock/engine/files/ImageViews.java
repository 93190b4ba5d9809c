package io.drydock.engine.files;

import io.drydock.engine.volume.ImageFiles;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Views of images that containers have mounted: file systems like those of containers. */
final class ImageViews implements ImageFiles {
  private final Store store;
  private final ContainerFiles files;
  private final Set<String> mounted = new HashSet<>();

  ImageViews(Store store, ContainerFiles files) {
    this.store = store;
    this.files = files;
  }

  @Override
  public void create(String key, String image) {
    Images.Entry entry = store.images().resolve(image);
    files.create(key, store.images().load(entry.target(), Platform.host()), Map.of(), false);
  }

  @Override
  public synchronized Path mount(String key) {
    if (mounted.add(key)) {
      return files.mount(key);
    }
    return files.layout(key).merged();
  }

  @Override
  public synchronized void unmount(String key) {
    mounted.remove(key);
    files.unmount(key);
  }

  @Override
  public synchronized void remove(String key) {
    mounted.remove(key);
    files.remove(key);
  }
}
