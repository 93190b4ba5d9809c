package io.drydock.composefile.load;

import io.drydock.composefile.model.ServiceVolume;

/** Reads the mounts of a service out of their canonical form. */
final class VolumeReader {
  private VolumeReader() {}

  static ServiceVolume volume(Values volume) {
    return new ServiceVolume(
        volume.require("type"),
        volume.text("source"),
        volume.require("target"),
        volume.flag("read_only"),
        volume.text("consistency"),
        volume.part("bind", VolumeReader::bind),
        volume.part("volume", VolumeReader::options),
        volume.part("tmpfs", VolumeReader::tmpfs),
        volume.part("image").text("subpath"),
        volume.location());
  }

  private static ServiceVolume.Bind bind(Values bind) {
    return new ServiceVolume.Bind(
        bind.text("propagation"),
        bind.optionalFlag("create_host_path").orElse(true),
        bind.text("recursive"),
        bind.text("selinux"));
  }

  private static ServiceVolume.VolumeOptions options(Values volume) {
    return new ServiceVolume.VolumeOptions(
        volume.flag("nocopy"), volume.text("subpath"), volume.textMap("labels"));
  }

  private static ServiceVolume.Tmpfs tmpfs(Values tmpfs) {
    return new ServiceVolume.Tmpfs(tmpfs.number("size"), tmpfs.integer("mode"));
  }
}
