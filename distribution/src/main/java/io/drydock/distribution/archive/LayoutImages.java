package io.drydock.distribution.archive;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.store.Blobs;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Single images of an OCI layout directory, brought into the store without a name. */
public final class LayoutImages {
  private static final String REFERENCE_NAME = "org.opencontainers.image.ref.name";
  private static final int MAX_DEPTH = 4;

  private final Store store;
  private final Path layout;

  public LayoutImages(Store store, Path layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * Brings one image, of all platforms that the layout has, into the store.
   *
   * @param digest of the manifest or index, which need not be listed; else the tag counts
   * @throws DrydockException of kind NOT_FOUND when the layout has no such image, of kind CORRUPT
   *     when a part of it is missing
   */
  public Descriptor load(Optional<String> tag, Optional<Digest> digest) {
    Descriptor target = find(tag, digest);
    copy(target, 0);
    return target;
  }

  private Descriptor find(Optional<String> tag, Optional<Digest> digest) {
    List<Descriptor> listed = ImageIndex.parse(read(layout.resolve("index.json"))).manifests();
    for (Descriptor each : listed) {
      String name = each.annotations().getOrDefault(REFERENCE_NAME, "");
      boolean named = name.equals(tag.orElse("")) || name.endsWith(":" + tag.orElse(""));
      if (digest.isPresent() ? each.digest().equals(digest.get()) : named) {
        return each.bare();
      }
    }
    boolean any = tag.isEmpty() || tag.get().equals("latest");
    if (digest.isEmpty() && any && listed.size() == 1) {
      return listed.getFirst().bare();
    }
    String wanted = digest.map(Digest::toString).orElse(tag.orElse("latest"));
    throw new DrydockException(
        ErrorKind.NOT_FOUND, "the OCI layout " + layout + " has no image " + wanted);
  }

  private void copy(Descriptor descriptor, int depth) {
    copyBlob(descriptor);
    if (MediaTypes.isIndex(descriptor.mediaType()) && depth < MAX_DEPTH) {
      for (Descriptor each :
          ImageIndex.parse(store.blobs().read(descriptor.digest())).manifests()) {
        if (Files.exists(file(each.digest()))) {
          copy(each, depth + 1);
        }
      }
    } else if (MediaTypes.isManifest(descriptor.mediaType())) {
      copyImage(ImageManifest.parse(store.blobs().read(descriptor.digest())));
    }
  }

  private void copyImage(ImageManifest manifest) {
    copyBlob(manifest.config());
    manifest.layers().forEach(this::copyBlob);
    String type = manifest.config().mediaType();
    if (!type.equals(MediaTypes.OCI_CONFIG) && !type.equals(MediaTypes.DOCKER_CONFIG)) {
      return;
    }
    List<Digest> diffIds =
        ImageConfig.parse(store.blobs().read(manifest.config().digest())).diffIds();
    for (int i = 0; i < Math.min(diffIds.size(), manifest.layers().size()); i++) {
      if (MediaTypes.isLayer(manifest.layers().get(i).mediaType())) {
        store.layers().add(manifest.layers().get(i), diffIds.get(i));
      }
    }
  }

  private void copyBlob(Descriptor blob) {
    if (store.blobs().contains(blob.digest())) {
      return;
    }
    try (InputStream in = Files.newInputStream(file(blob.digest()));
        Blobs.Writer writer = store.blobs().write()) {
      in.transferTo(writer);
      writer.commit(blob.digest(), blob.size());
    } catch (NoSuchFileException e) {
      throw new DrydockException(
          ErrorKind.CORRUPT, "the OCI layout " + layout + " lacks " + blob.digest(), e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Path file(Digest digest) {
    return layout.resolve("blobs").resolve(digest.algorithm()).resolve(digest.encoded());
  }

  private byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, layout + " is no OCI layout: it has no index.json", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private DrydockException unreadable(IOException e) {
    return new DrydockException(
        ErrorKind.INVALID, "cannot read the OCI layout " + layout + ": " + e.getMessage(), e);
  }
}
