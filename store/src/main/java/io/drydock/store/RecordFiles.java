package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The directory of one purpose's records: a file each, named by the hash of the key. */
record RecordFiles(Path directory) {
  /** Those of all purposes in the store. */
  static List<RecordFiles> all(Path root) throws IOException {
    var all = new ArrayList<RecordFiles>();
    for (Path each : Disk.list(root.resolve("records"))) {
      all.add(new RecordFiles(each));
    }
    return all;
  }

  Path file(String key) {
    if (key.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "a record has an empty key");
    }
    String name = Digest.of(key.getBytes(StandardCharsets.UTF_8)).encoded();
    return directory.resolve(name.substring(0, 2)).resolve(name.substring(2));
  }

  /** All files, whether they hold a whole record or not. */
  List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    for (Path shard : Disk.list(directory)) {
      files.addAll(Disk.list(shard));
    }
    return files;
  }

  List<Records.Entry> list() {
    try {
      var entries = new ArrayList<Records.Entry>();
      for (Path file : files()) {
        read(file).ifPresent(entries::add);
      }
      return List.copyOf(entries);
    } catch (IOException e) {
      throw Disk.failure("list the records", directory, e);
    }
  }

  boolean delete(String key) {
    Path file = file(key);
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Disk.failure("delete a record", file, e);
    }
  }

  private static Optional<Records.Entry> read(Path file) throws IOException {
    try {
      Optional<RecordFile> record = RecordFile.parse(Files.readAllBytes(file));
      return record.isEmpty()
          ? Optional.empty()
          : Optional.of(record.get().entry(Files.getLastModifiedTime(file).toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
