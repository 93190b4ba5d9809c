package io.drydock.base;

import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.BaseDefinition.Mode;
import io.drydock.base.definition.BaseDefinition.RunSettings;
import io.drydock.base.progress.BaseProgress;
import io.drydock.base.root.BasePackage;
import io.drydock.base.root.Distroless;
import io.drydock.base.root.RootFiles;
import io.drydock.base.root.Slim;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an image of package files: one layer, a config, a manifest. */
final class BaseImage {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Store store;
  private final BaseProgress progress;

  BaseImage(Store store, BaseProgress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** The image's manifest; the same input gives the same one. */
  Descriptor make(BaseDefinition definition, BaseLock lock, List<BasePackage> packages) {
    Instant time = time(packages);
    Layers.Id layer = layer(definition, packages, time);
    Descriptor tar = store.layers().tar(layer);
    Platform platform = DebianArchitecture.platform(lock.architecture());
    var config =
        new ImageConfig(
            platform,
            Optional.of(time),
            "",
            containerConfig(definition.runSettings()),
            List.of(tar.digest()),
            List.of(
                new ImageConfig.History(
                    Optional.of(time), "drydock base " + definition.displayName(), "", "", false)));
    byte[] configBytes = config.toBytes();
    var configDescriptor =
        new Descriptor(MediaTypes.OCI_CONFIG, store.blobs().put(configBytes), configBytes.length);
    byte[] manifest = new ImageManifest(configDescriptor, List.of(tar.bare()), Map.of()).toBytes();
    return new Descriptor(MediaTypes.OCI_MANIFEST, store.blobs().put(manifest), manifest.length)
        .withPlatform(platform);
  }

  private Layers.Id layer(BaseDefinition definition, List<BasePackage> packages, Instant time) {
    Path scratch = store.scratch("base");
    try {
      return definition.mode() == Mode.SLIM
          ? slim(definition, packages, time, scratch)
          : distroless(definition, packages, time, scratch);
    } finally {
      Scratch.remove(scratch);
    }
  }

  private Layers.Id slim(
      BaseDefinition definition, List<BasePackage> packages, Instant time, Path scratch) {
    return write(Slim.compose(definition, packages, scratch, time, progress), definition, time);
  }

  private Layers.Id distroless(
      BaseDefinition definition, List<BasePackage> packages, Instant time, Path scratch) {
    progress.phase("Unpacking " + packages.size() + " packages");
    try (var root = new Distroless(scratch.resolve("spool"), time)) {
      return write(root.compose(definition, packages), definition, time);
    }
  }

  private Layers.Id write(RootFiles files, BaseDefinition definition, Instant time) {
    progress.phase("Writing the layer of " + definition.displayName());
    return files.write(store.layers(), definition, time);
  }

  /** SOURCE_DATE_EPOCH, or when the newest of the packages was built. */
  private static Instant time(List<BasePackage> packages) {
    String epoch = System.getenv().getOrDefault("SOURCE_DATE_EPOCH", "");
    if (!epoch.isEmpty()) {
      try {
        return Instant.ofEpochSecond(Long.parseLong(epoch));
      } catch (NumberFormatException e) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "SOURCE_DATE_EPOCH is \"" + epoch + "\", not a number of seconds",
            e);
      }
    }
    return packages.stream()
        .map(each -> each.control().built())
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private static ContainerConfig containerConfig(RunSettings settings) {
    var env = new LinkedHashMap<String, String>();
    env.put("PATH", PATH);
    env.putAll(settings.env());
    return new ContainerConfig(
        settings.user(),
        new LinkedHashSet<>(
            settings.expose().stream()
                .map(port -> port.contains("/") ? port : port + "/tcp")
                .toList()),
        env.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList(),
        settings.entrypoint(),
        settings.cmd(),
        new LinkedHashSet<>(settings.volumes()),
        settings.workdir(),
        new LinkedHashMap<>(settings.labels()),
        settings.stopSignal(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
