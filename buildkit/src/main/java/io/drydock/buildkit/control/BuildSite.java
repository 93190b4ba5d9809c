package io.drydock.buildkit.control;

import io.drydock.build.ImageProvider;
import io.drydock.distribution.RegistrySettings;
import io.drydock.store.Store;
import java.nio.file.Path;
import java.util.List;

/**
 * Where clients' builds are carried out.
 *
 * @param store where results go
 * @param providers of images that are in no registry, asked before registries are
 * @param registries how registries are reached; as whom, the clients say
 * @param contexts the directory for copies of clients' contexts
 * @param version of this program
 */
public record BuildSite(
    Store store,
    List<ImageProvider> providers,
    RegistrySettings registries,
    Path contexts,
    String version) {
  public BuildSite {
    providers = List.copyOf(providers);
  }
}
