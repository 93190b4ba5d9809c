package io.drydock.base;

import io.drydock.base.definition.BaseDefinition;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Which image came of which definition: small files in the store's {@code bases} folder, each named
 * by the digest of all that decides what the image holds.
 */
final class BuildRecords {
  /** Raised when the same input shall give another image. */
  private static final String GENERATION = "1";

  private final Store store;

  BuildRecords(Store store) {
    this.store = store;
  }

  /** The image of exactly these packages. */
  Optional<Descriptor> find(BaseDefinition definition, BaseLock lock) {
    return read(key(definition, lock.architecture(), lock.digest().toString()));
  }

  /** The image last made of the definition with the lock that lies beside it, if one does. */
  Optional<Descriptor> find(BaseDefinition definition, String architecture) {
    return read(key(definition, architecture, lockOnDisk(definition)));
  }

  void remember(BaseDefinition definition, BaseLock lock, Descriptor image) {
    write(key(definition, lock.architecture(), lock.digest().toString()), image);
    write(key(definition, lock.architecture(), lockOnDisk(definition)), image);
  }

  /** The bytes of the lock file count, so that it need not be parsed. */
  private static String lockOnDisk(BaseDefinition definition) {
    try {
      return "file " + Digest.of(Files.readAllBytes(BaseLock.fileFor(definition.file())));
    } catch (NoSuchFileException e) {
      return "no file";
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot read " + BaseLock.fileFor(definition.file()), e);
    }
  }

  private static Digest key(BaseDefinition definition, String architecture, String lock) {
    MessageDigest hash = Digest.sha256();
    for (byte[] each : definition.sources()) {
      hash.update(Digest.of(each).toString().getBytes(StandardCharsets.UTF_8));
    }
    String epoch = System.getenv().getOrDefault("SOURCE_DATE_EPOCH", "");
    String rest = String.join("\n", "", GENERATION, architecture, lock, epoch);
    hash.update(rest.getBytes(StandardCharsets.UTF_8));
    return Digest.of(hash);
  }

  private Optional<Descriptor> read(Digest key) {
    try {
      byte[] bytes = Files.readAllBytes(path(key));
      Descriptor image = Descriptor.fromJson(Json.object(bytes, "the record of a base"));
      return store.blobs().contains(image.digest()) ? Optional.of(image) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot read " + path(key), e);
    }
  }

  private void write(Digest key, Descriptor image) {
    Path path = path(key);
    try {
      Files.createDirectories(path.getParent());
      Path temporary = Files.createTempFile(path.getParent(), "", ".part");
      Files.write(temporary, Json.bytes(image.toJson()));
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot write " + path, e);
    }
  }

  private Path path(Digest key) {
    return store.root().resolve("bases").resolve(key.encoded());
  }
}
