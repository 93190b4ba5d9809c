package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Durable file operations, and how their failures are told. */
final class Disk {
  private Disk() {}

  /** Writes all bytes to a new file and syncs it. The file is removed again when that fails. */
  static void writeNew(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Gives a synced file or directory its final name, replacing a file there, for good. */
  static void publish(Path temporary, Path target) throws IOException {
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(parent(target));
  }

  /** Makes the names in a directory durable. */
  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes a file or a directory with all below it; no link is followed. */
  static void deleteTree(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      return;
    }
    for (Path child : childrenToDelete(path)) {
      deleteTree(child);
    }
    Files.deleteIfExists(path);
  }

  /** As {@link #deleteTree}, for clean-up on a way out that has a better error to tell. */
  static void deleteQuietly(Path path) {
    try {
      deleteTree(path);
    } catch (IOException e) {
      // What stays lies in a temporary directory, where the next collection finds it.
    }
  }

  /** The files in a directory, in no order; none where it does not exist. */
  static List<Path> list(Path directory) throws IOException {
    var paths = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        paths.add(path);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    return paths;
  }

  static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? Path.of(".") : parent;
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The failure of an operation on the store as the user should read it. */
  static DrydockException failure(String doing, Path where, IOException cause) {
    String reason = reason(cause);
    if (reason.contains("No space left on device") || reason.contains("Disk quota exceeded")) {
      return new DrydockException(
          ErrorKind.EXHAUSTED,
          "cannot " + doing + ": no space left for " + where,
          null,
          "Free space with \"drydock image prune\", or choose another store with --root.",
          cause);
    }
    ErrorKind kind =
        switch (cause) {
          case ClosedByInterruptException interrupted -> ErrorKind.CANCELLED;
          case AccessDeniedException denied -> ErrorKind.FORBIDDEN;
          default -> reason.contains("Too many open") ? ErrorKind.EXHAUSTED : ErrorKind.INTERNAL;
        };
    return new DrydockException(kind, "cannot " + doing + " (" + where + "): " + reason, cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException missing) {
      return "no such file: " + missing.getFile();
    }
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Opens the directory to its owner first where a build step closed it even to that. */
  private static List<Path> childrenToDelete(Path directory) throws IOException {
    try {
      return list(directory);
    } catch (AccessDeniedException e) {
      Set<PosixFilePermission> owner =
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(directory, owner);
      return list(directory);
    }
  }
}
