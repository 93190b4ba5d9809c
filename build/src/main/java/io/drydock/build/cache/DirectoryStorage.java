package io.drydock.build.cache;

import com.google.gson.JsonObject;
import io.drydock.build.CacheLocation;
import io.drydock.build.CacheTarget;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.distribution.ContentRepository.Content;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.MediaTypes;
import io.drydock.store.Blobs;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A cache in a directory, which is an OCI image layout with the cache under a tag. */
final class DirectoryStorage implements CacheStorage {
  private static final String TAG = "org.opencontainers.image.ref.name";

  private final CacheLocation.Directory place;
  private final Store store;
  private final boolean reset;

  /**
   * @param reset whether {@link #put} removes what the manifest does not list
   */
  DirectoryStorage(CacheLocation.Directory place, Store store, boolean reset) {
    this.place = place;
    this.store = store;
    this.reset = reset;
  }

  @Override
  public Optional<byte[]> manifest() {
    return place.digest().or(() -> tagged(index())).flatMap(this::manifest);
  }

  /** The manifest of the tag, or the only one. */
  private Optional<Digest> tagged(List<Descriptor> manifests) {
    Optional<Descriptor> named =
        manifests.stream()
            .filter(each -> place.tag().equals(each.annotations().get(TAG)))
            .findFirst();
    return named
        .or(() -> manifests.size() == 1 ? Optional.of(manifests.getFirst()) : Optional.empty())
        .map(Descriptor::digest);
  }

  private List<Descriptor> index() {
    Path file = place.path().resolve("index.json");
    try {
      return ImageIndex.parse(Files.readAllBytes(file)).manifests();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failure("read", file, e);
    }
  }

  @Override
  public Optional<byte[]> manifest(Digest digest) {
    Path file = blob(digest);
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (!Digest.of(bytes).equals(digest)) {
        throw new DrydockException(ErrorKind.CORRUPT, file + " has not the digest of its name");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read", file, e);
    }
  }

  @Override
  public void fetch(Descriptor blob) {
    if (store.blobs().contains(blob.digest())) {
      return;
    }
    Path file = blob(blob.digest());
    try (InputStream in = Files.newInputStream(file);
        Blobs.Writer writer = store.blobs().write()) {
      in.transferTo(writer);
      writer.commit(blob.digest(), blob.size());
    } catch (IOException e) {
      throw failure("read", file, e);
    }
  }

  @Override
  public boolean has(Descriptor blob) {
    try {
      return Files.size(blob(blob.digest())) == blob.size();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void push(List<Content> blobs) {
    for (Content each : blobs) {
      Descriptor blob = each.blob();
      if (!has(blob)) {
        if (!store.blobs().contains(blob.digest())) {
          each.bring().run();
        }
        write(blob(blob.digest()), store.blobs().path(blob.digest()));
      }
    }
  }

  @Override
  public void put(byte[] manifest, String mediaType) {
    Digest digest = Digest.of(manifest);
    write(blob(digest), manifest);
    var layout = new JsonObject();
    layout.addProperty("imageLayoutVersion", "1.0.0");
    write(place.path().resolve("oci-layout"), Json.bytes(layout));
    var described = new Descriptor(mediaType, digest, manifest.length);
    var manifests = new ArrayList<Descriptor>();
    if (!reset) {
      index().stream()
          .filter(each -> !place.tag().equals(each.annotations().get(TAG)))
          .forEach(manifests::add);
    }
    Map<String, String> name = new LinkedHashMap<>();
    name.put(TAG, place.tag());
    manifests.add(described.withAnnotations(name));
    write(place.path().resolve("index.json"), new ImageIndex(manifests).toBytes());
    if (reset) {
      removeAllBut(digest, manifest);
    }
  }

  private void removeAllBut(Digest manifest, byte[] content) {
    Set<String> wanted = new HashSet<>(Set.of(manifest.encoded()));
    CacheManifest.parse(content).blobs().forEach(each -> wanted.add(each.digest().encoded()));
    Path blobs = place.path().resolve("blobs/sha256");
    try (Stream<Path> files = Files.list(blobs)) {
      for (Path each : files.toList()) {
        if (!wanted.contains(String.valueOf(each.getFileName()))) {
          Files.delete(each);
        }
      }
    } catch (IOException e) {
      throw failure("clear", blobs, e);
    }
  }

  private Path blob(Digest digest) {
    return place.path().resolve("blobs").resolve(digest.algorithm()).resolve(digest.encoded());
  }

  /** Something that makes a file. */
  private interface Writing {
    void to(Path file) throws IOException;
  }

  private static void write(Path target, byte[] content) {
    write(target, file -> Files.write(file, content));
  }

  private static void write(Path target, Path source) {
    write(target, file -> Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING));
  }

  /** The file shows up when it is whole. */
  private static void write(Path target, Writing writing) {
    Path fresh =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Path parent = target.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try {
        writing.to(fresh);
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw failure("write", target, e);
    }
  }

  private static DrydockException failure(String what, Path file, IOException e) {
    ErrorKind kind = what.equals("read") ? ErrorKind.NOT_FOUND : ErrorKind.EXHAUSTED;
    return new DrydockException(kind, "cannot " + what + " " + file + ": " + e, e);
  }

  @Override
  public String name() {
    return place.path().toString();
  }

  /** Types of what a layout's index lists are those of manifests. */
  static String typeOf(CacheTarget.Documents documents) {
    return switch (documents) {
      case OCI_MANIFEST -> MediaTypes.OCI_MANIFEST;
      case OCI_INDEX -> MediaTypes.OCI_INDEX;
      case DOCKER_INDEX -> MediaTypes.DOCKER_INDEX;
    };
  }
}
