package io.drydock.build.export;

import io.drydock.build.BuildResult;
import io.drydock.build.Output;
import io.drydock.build.Vertex;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Progress;
import io.drydock.build.solve.Result;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.archive.ImageSaver;
import io.drydock.distribution.archive.LoadedImage;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the outputs of one build. */
public final class Exporter {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Store store;
  private final LayerAccess access;
  private final Progress progress;
  private final Optional<Instant> epoch;
  private ConfigExtension extension = ConfigExtension.NONE;

  /** One platform's solved target. */
  public record Solved(Plan.Target target, Result.Rootfs rootfs) {}

  /** The images that were made, and what names point at. */
  public record Exported(List<BuildResult.Image> images, Optional<Descriptor> target) {
    public Exported {
      images = List.copyOf(images);
    }
  }

  public Exporter(Store store, LayerAccess access, Progress progress, Optional<Instant> epoch) {
    this.store = store;
    this.access = access;
    this.progress = progress;
    this.epoch = epoch;
  }

  /** Lets the configs of images have more in them. */
  public void extendConfigs(ConfigExtension more) {
    extension = more;
  }

  /** Makes all outputs. Names are given last, so that an image that is named is whole. */
  public Exported export(List<Solved> solved, List<Output> outputs) {
    Exported exported =
        outputs.stream().anyMatch(Exporter::needsImage)
            ? assemble(solved)
            : new Exported(List.of(), Optional.empty());
    for (Output output : outputs) {
      switch (output) {
        case Output.Image image -> {}
        case Output.Archive archive -> archive(archive, solved, exported);
        case Output.Local local -> local(local, solved);
      }
    }
    for (Output output : outputs) {
      if (output instanceof Output.Image image) {
        name(image.names(), exported.target().orElseThrow());
      }
    }
    return exported;
  }

  private static boolean needsImage(Output output) {
    return switch (output) {
      case Output.Image image -> true;
      case Output.Archive archive -> archive.format() != Output.Format.TAR;
      case Output.Local local -> false;
    };
  }

  private Exported assemble(List<Solved> solved) {
    Vertex vertex = vertex("exporting to image");
    progress.started(vertex);
    var assembler = new ImageAssembler(store, access, epoch, extension);
    var images = new ArrayList<Images.Image>();
    progress.part(
        vertex,
        "exporting layers",
        () -> solved.forEach(each -> images.add(assembler.assemble(each.target(), each.rootfs()))));
    Descriptor target =
        images.size() == 1 ? images.getFirst().manifestDescriptor().bare() : index(images);
    progress.part(vertex, "writing image " + images.getFirst().id(), () -> {});
    progress.finished(vertex);
    var results = new ArrayList<BuildResult.Image>();
    for (int i = 0; i < images.size(); i++) {
      results.add(result(images.get(i), solved.get(i)));
    }
    return new Exported(results, Optional.of(target));
  }

  private Descriptor index(List<Images.Image> images) {
    byte[] bytes =
        new ImageIndex(images.stream().map(Images.Image::manifestDescriptor).toList()).toBytes();
    return new Descriptor(MediaTypes.OCI_INDEX, store.blobs().put(bytes), bytes.length);
  }

  private BuildResult.Image result(Images.Image image, Solved solved) {
    long size = 0;
    for (int i = 0; i < image.config().diffIds().size(); i++) {
      size +=
          store.layers().size(image.config().diffIds().get(i), image.manifest().layers().get(i));
    }
    return new BuildResult.Image(
        solved.target().platform(), image.manifestDescriptor(), image.id(), size, image.config());
  }

  private void name(List<ImageReference> names, Descriptor target) {
    if (names.isEmpty()) {
      store.images().keep(target);
    }
    for (ImageReference name : names) {
      store.images().tag(name.withDefaultTag(), target);
    }
  }

  private void archive(Output.Archive archive, List<Solved> solved, Exported exported) {
    Vertex vertex =
        vertex(
            switch (archive.format()) {
              case OCI -> "exporting to oci image format";
              case DOCKER -> "exporting to docker image format";
              case TAR -> "exporting to client tarball";
            });
    run(
        vertex,
        () ->
            write(
                archive.destination(),
                out -> {
                  if (archive.format() == Output.Format.TAR) {
                    files(solved.getFirst()).tar(out);
                  } else {
                    var image = new LoadedImage(exported.target().orElseThrow(), archive.names());
                    var format =
                        archive.format() == Output.Format.OCI
                            ? ImageSaver.Format.OCI
                            : ImageSaver.Format.DOCKER;
                    new ImageSaver(store).save(List.of(image), format, out);
                  }
                }));
  }

  private void local(Output.Local local, List<Solved> solved) {
    run(
        vertex("exporting to client directory"),
        () -> {
          for (Solved each : solved) {
            Path directory =
                solved.size() == 1
                    ? local.directory()
                    : local
                        .directory()
                        .resolve(each.target().platform().toString().replace('/', '_'));
            files(each).directory(directory);
          }
        });
  }

  private FilesExporter files(Solved solved) {
    return new FilesExporter(access.view(solved.rootfs()), epoch);
  }

  /** Something that writes. */
  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /** Work that reads and writes files. */
  private interface Work {
    void run() throws IOException;
  }

  private void run(Vertex vertex, Work work) {
    progress.started(vertex);
    try {
      work.run();
      progress.finished(vertex);
    } catch (IOException | DrydockException e) {
      progress.failed(vertex, String.valueOf(e.getMessage()), false);
      throw e instanceof DrydockException known
          ? known
          : new DrydockException(ErrorKind.EXHAUSTED, vertex.name() + ": " + e.getMessage(), e);
    }
  }

  private static void write(Output.Destination destination, Writing writing) throws IOException {
    switch (destination) {
      case Output.Destination.Stream stream -> {
        var out = new BufferedOutputStream(stream.out(), BUFFER_BYTES);
        writing.to(out);
        out.flush();
      }
      case Output.Destination.File file -> writeFile(file.path(), writing);
    }
  }

  /** The file shows up when it is whole. */
  private static void writeFile(Path file, Writing writing) throws IOException {
    Path target = file.toAbsolutePath();
    Path fresh =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      try (var out = new BufferedOutputStream(Files.newOutputStream(fresh), BUFFER_BYTES)) {
        writing.to(out);
      }
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Vertex vertex(String name) {
    Digest digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
    return new Vertex(digest, name, List.of(), Optional.empty());
  }
}
