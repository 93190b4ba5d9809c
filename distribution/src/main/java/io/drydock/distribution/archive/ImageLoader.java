package io.drydock.distribution.archive;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.oci.layer.Compression;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Brings images from an archive into the store: Docker's ({@code docker save}, of any age with a
 * {@code manifest.json}) or OCI's layout, plain or compressed, in one pass.
 */
public final class ImageLoader {
  private final Store store;
  private final List<Platform> platforms;

  public ImageLoader(Store store) {
    this(store, List.of());
  }

  /**
   * @param platforms whose images of an index are loaded; empty for all that are in the archive
   */
  public ImageLoader(Store store, List<Platform> platforms) {
    this.store = store;
    this.platforms = List.copyOf(platforms);
  }

  /**
   * Loads all images of the archive. None gets a name before all are found whole.
   *
   * @param name of the archive, for errors
   * @throws DrydockException of kind INVALID when it is no image archive, of kind CORRUPT when it
   *     is cut off or content has not its digest
   */
  public List<LoadedImage> load(InputStream archive, String name) {
    return load(name, files -> files.readTar(Compression.decompressAny(archive)));
  }

  /** Loads all images of a layout directory or an archive file. */
  public List<LoadedImage> load(Path path) {
    return load(
        path.toString(),
        files -> {
          if (Files.isDirectory(path)) {
            files.readDirectory(path);
          } else {
            try (InputStream in = Files.newInputStream(path)) {
              files.readTar(Compression.decompressAny(in));
            }
          }
        });
  }

  private interface Source {
    void readInto(ArchiveFiles files) throws IOException;
  }

  private List<LoadedImage> load(String name, Source source) {
    try (Lease _ = store.lease()) {
      var files = new ArchiveFiles(store.blobs(), name);
      try {
        source.readInto(files);
      } catch (NoSuchFileException e) {
        throw new DrydockException(
            ErrorKind.NOT_FOUND, "open " + name + ": no such file or directory", e);
      } catch (ZipException | EOFException e) {
        throw new DrydockException(
            ErrorKind.CORRUPT, name + ": damaged archive: " + e.getMessage(), e);
      } catch (IOException e) {
        throw new DrydockException(ErrorKind.CORRUPT, "cannot read " + name + ": " + e, e);
      }
      List<LoadedImage> images = images(files);
      images.forEach(this::name);
      return images;
    }
  }

  private List<LoadedImage> images(ArchiveFiles files) {
    if (files.document("index.json").isPresent()) {
      return new OciLayoutReader(files, store, platforms).images();
    }
    if (files.document("manifest.json").isPresent()) {
      return new DockerArchiveReader(files, store).images();
    }
    throw files.invalid(
        "neither a Docker nor an OCI image archive: no manifest.json and no index.json");
  }

  private void name(LoadedImage image) {
    if (image.names().isEmpty()) {
      store.images().keep(image.target());
    }
    for (ImageReference each : image.names()) {
      store.images().tag(each, image.target());
    }
  }
}
