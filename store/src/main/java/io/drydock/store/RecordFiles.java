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

/** The directory of one purpose's records: a file each. */
record RecordFiles(Path directory) {
  private static final int LONGEST_NAME = 200;

  /** Those of all purposes in the store. */
  static List<RecordFiles> all(Path root) throws IOException {
    var all = new ArrayList<RecordFiles>();
    for (Path each : Disk.list(root.resolve("records"))) {
      all.add(new RecordFiles(each));
    }
    return all;
  }

  /** Keys that can be file names are; the others are hashed, which costs start-up time. */
  Path file(String key) {
    if (key.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "a record has an empty key");
    }
    String name =
        isFileName(key) ? key : "#" + Digest.of(key.getBytes(StandardCharsets.UTF_8)).encoded();
    return directory.resolve(name.substring(name.length() - 2)).resolve(name);
  }

  private static boolean isFileName(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
      if (!plain) {
        return false;
      }
    }
    return key.length() > 2 && key.length() <= LONGEST_NAME;
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
