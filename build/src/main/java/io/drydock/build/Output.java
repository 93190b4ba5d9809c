package io.drydock.build;

import io.drydock.oci.ImageReference;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** What is made of a build's result. Several may be asked for at once. */
public sealed interface Output {
  /** The image, kept in the store. Without names it is kept as docker's {@code <none>}. */
  record Image(List<ImageReference> names) implements Output {
    public Image {
      names = List.copyOf(names);
    }
  }

  /** An archive with the image or with the files of its root file system. */
  record Archive(Format format, Destination destination, List<ImageReference> names)
      implements Output {
    public Archive {
      names = List.copyOf(names);
    }
  }

  /** The files of the root file system, laid into a directory; what else is there stays. */
  record Local(Path directory) implements Output {}

  /** What an archive holds. */
  enum Format {
    /** An OCI image layout. */
    OCI,
    /** What {@code docker load} reads, and an OCI image layout as well. */
    DOCKER,
    /** The files themselves. */
    TAR
  }

  /** Where an archive goes. */
  sealed interface Destination {
    /** A file that is replaced once the archive is whole. */
    record File(Path path) implements Destination {}

    /** A stream (standard output) that is flushed, not closed. */
    record Stream(OutputStream out) implements Destination {}
  }
}
