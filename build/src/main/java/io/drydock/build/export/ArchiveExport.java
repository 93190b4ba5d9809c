package io.drydock.build.export;

import io.drydock.build.Output;
import io.drydock.build.Vertex;
import io.drydock.build.solve.Progress;
import io.drydock.core.OutputFile;
import io.drydock.distribution.archive.ImageSaver;
import io.drydock.distribution.archive.LoadedImage;
import io.drydock.oci.ImageReference;
import io.drydock.store.Store;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;

/** Writes images as archives and layouts. */
final class ArchiveExport {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Store store;
  private final Progress progress;

  ArchiveExport(Store store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  void archive(Output.Archive archive, ImageSet set) {
    List<LoadedImage> images = List.of(new LoadedImage(set.target(), archive.names()));
    Work.run(
        progress,
        vertex(archive.docker()),
        () ->
            write(
                archive.destination(),
                out -> new ImageSaver(store).save(images, format(archive.docker()), out)));
  }

  void layout(Output.Layout layout, ImageSet set) {
    List<ImageReference> names = layout.names();
    Work.run(
        progress,
        vertex(layout.docker()),
        () ->
            new ImageSaver(store)
                .save(
                    List.of(new LoadedImage(set.target(), names)),
                    format(layout.docker()),
                    layout.directory()));
  }

  private static ImageSaver.Format format(boolean docker) {
    return docker ? ImageSaver.Format.DOCKER : ImageSaver.Format.OCI;
  }

  private static Vertex vertex(boolean docker) {
    return Work.vertex("exporting to " + (docker ? "docker" : "oci") + " image format");
  }

  /** Writes a whole archive to where it is wanted. */
  static void write(Output.Destination destination, OutputFile.Writing writing) throws IOException {
    if (destination instanceof Output.Destination.File file) {
      file.file().write(writing);
    } else if (destination instanceof Output.Destination.Stream stream) {
      var out = new BufferedOutputStream(stream.out(), BUFFER_BYTES);
      writing.to(out);
      out.flush();
    }
  }
}
