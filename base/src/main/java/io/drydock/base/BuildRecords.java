package io.drydock.base;

import io.drydock.base.definition.BaseDefinition;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which image came of which definition: records of the store, by the digest of all that decides
 * what the image holds.
 */
final class BuildRecords {
  /** Raised when the same input shall give another image. */
  private static final String GENERATION = "1";

  private final Store store;
  private final Records records;

  BuildRecords(Store store) {
    this.store = store;
    this.records = store.records("bases");
  }

  /** The image of exactly these packages. */
  Optional<Descriptor> find(BaseDefinition definition, BaseLock lock) {
    return read(key(definition.sources(), lock.architecture(), lock.digest().toString()));
  }

  /**
   * The image last made of a definition with the lock that lies beside it, if one does.
   *
   * @param sources the definition's file and those it builds upon
   */
  Optional<Descriptor> find(List<Path> sources, String architecture) {
    return read(key(sources, architecture, lockBeside(sources)));
  }

  void remember(BaseDefinition definition, BaseLock lock, Descriptor image) {
    List<Path> sources = definition.sources();
    write(key(sources, lock.architecture(), lock.digest().toString()), image);
    write(key(sources, lock.architecture(), lockBeside(sources)), image);
  }

  /** The bytes of the lock file count, so that it need not be parsed. */
  private static String lockBeside(List<Path> sources) {
    Path file = BaseLock.fileFor(sources.getFirst());
    try {
      return "file " + Digest.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return "no file";
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot read " + file, e);
    }
  }

  private static Digest key(List<Path> sources, String architecture, String lock) {
    String epoch = System.getenv().getOrDefault("SOURCE_DATE_EPOCH", "");
    var words = new ArrayList<String>(List.of(GENERATION, architecture, lock, epoch));
    for (Path each : sources) {
      try {
        words.add(Digest.of(Files.readAllBytes(each)).toString());
      } catch (IOException e) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "cannot read base definition " + each, e);
      }
    }
    return Digest.of(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Descriptor> read(Digest key) {
    return records
        .get(key.encoded())
        .map(bytes -> Descriptor.fromJson(Json.object(bytes, "the record of a base")))
        .filter(image -> store.blobs().contains(image.digest()));
  }

  private void write(Digest key, Descriptor image) {
    records.put(key.encoded(), Json.bytes(image.toJson()));
  }
}
