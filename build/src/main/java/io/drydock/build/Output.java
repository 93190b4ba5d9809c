package io.drydock.build;

import io.drydock.core.OutputFile;
import io.drydock.oci.ImageReference;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is made of a build's result. Several may be asked for at once. */
public sealed interface Output {
  /**
   * The image, in the store, on registries, or both. Without names the store keeps it as docker's
   * {@code <none>}.
   */
  record Image(List<ImageReference> names, ImageForm form, Places places) implements Output {
    public Image {
      names = List.copyOf(names);
    }

    /** The image in the store. */
    public Image(List<ImageReference> names) {
      this(names, ImageForm.STANDARD, Places.STORE);
    }
  }

  /**
   * An archive with the image.
   *
   * @param docker whether {@code docker load} of old must be able to read it
   */
  record Archive(
      boolean docker, Destination destination, List<ImageReference> names, ImageForm form)
      implements Output {
    public Archive {
      names = List.copyOf(names);
    }
  }

  /**
   * An OCI image layout as a directory. Other images that are in it stay, but for those whose names
   * are given to this one.
   */
  record Layout(boolean docker, Path directory, List<ImageReference> names, ImageForm form)
      implements Output {
    public Layout {
      names = List.copyOf(names);
    }
  }

  /** An archive of the files of the root file system. */
  record Tar(Destination destination, Split split) implements Output {}

  /**
   * The files of the root file system, laid into a directory.
   *
   * @param deleteOthers whether what else is in the directory goes
   */
  record Local(Path directory, boolean deleteOthers, Split split) implements Output {}

  /** Nothing but the cache. */
  record CacheOnly() implements Output {}

  /**
   * Where an image goes.
   *
   * @param canonicalName whether the store also knows it by {@code name@digest}
   * @param danglingPrefix names an image in the store that has no other name: {@code
   *     prefix@digest}; may be empty
   * @param unpack whether its layers are unpacked in the store, ready to run
   */
  record Places(
      boolean store,
      boolean canonicalName,
      String danglingPrefix,
      boolean unpack,
      Optional<Push> push) {
    public static final Places STORE = new Places(true, false, "", false, Optional.empty());

    /** Nothing but the registry. */
    public static final Places REGISTRY =
        new Places(false, false, "", false, Optional.of(new Push(false, false)));
  }

  /**
   * How an image goes to a registry.
   *
   * @param byDigest whether it gets no tag there
   * @param insecure whether the registry may lack a good certificate or any encryption
   */
  record Push(boolean byDigest, boolean insecure) {}

  /** Whether each platform's files go into a directory of their own. */
  enum Split {
    IF_SEVERAL,
    ALWAYS,
    NEVER
  }

  /** Where an archive goes. */
  sealed interface Destination {
    record File(OutputFile file) implements Destination {}

    /** A stream (standard output) that is flushed, not closed. */
    record Stream(OutputStream out) implements Destination {}
  }
}
