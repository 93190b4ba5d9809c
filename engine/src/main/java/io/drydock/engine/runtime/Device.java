package io.drydock.engine.runtime;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A device node of the host that a container gets (runtime specification, config-linux.md,
 * "Devices").
 *
 * @param path in the container
 */
record Device(String path, FileStatus node) {
  /** Directories of {@code /dev} that hold no devices for containers, and the engine's terminal. */
  private static final Set<String> SKIPPED =
      Set.of("pts", "shm", "fd", "mqueue", ".lxc", ".lxd-mounts", ".udev", "console");

  private static final int DEEPEST = 16;

  /**
   * The device of the host, or those below a directory.
   *
   * @param inContainer its path there, or the directory's
   * @throws DrydockException of kind INVALID when there is no device
   */
  static List<Device> of(String onHost, String inContainer) {
    Path path = real(onHost);
    Optional<FileStatus> status = status(path.toString());
    if (status.filter(Device::isDevice).isPresent()) {
      return List.of(new Device(inContainer, status.get()));
    }
    var found = new ArrayList<Device>();
    if (status.filter(FileStatus::isDirectory).isPresent()) {
      collect(path, inContainer, found);
    }
    if (found.isEmpty()) {
      throw unusable(
          onHost, status.isPresent() ? "not a device node" : "no such file or directory");
    }
    return found;
  }

  /** All of the host's. */
  static List<Device> all() {
    var found = new ArrayList<Device>();
    collect(Path.of("/dev"), "/dev", found);
    return found;
  }

  private static void collect(Path directory, String inContainer, List<Device> found) {
    if (Path.of(inContainer).getNameCount() > DEEPEST) {
      return;
    }
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : children.sorted().toList()) {
        String name = String.valueOf(child.getFileName());
        Optional<FileStatus> status = status(child.toString());
        if (SKIPPED.contains(name) || status.isEmpty()) {
          continue;
        }
        String place = inContainer + "/" + name;
        if (isDevice(status.get())) {
          found.add(new Device(place, status.get()));
        } else if (status.get().isDirectory()) {
          collect(child, place, found);
        }
      }
    } catch (IOException e) {
      throw unusable(directory.toString(), String.valueOf(e.getMessage()));
    }
  }

  /** The device that a path of the host names, for a limit of its speed. */
  static FileStatus node(String onHost) {
    return status(real(onHost).toString())
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.INVALID, "stat " + onHost + ": no such file or directory"));
  }

  private static Path real(String path) {
    try {
      return Path.of(path).toRealPath();
    } catch (IOException e) {
      return Path.of(path);
    }
  }

  private static Optional<FileStatus> status(String path) {
    return FileStatus.of(FileCalls.CWD, path) instanceof FileStatus.Lookup.Found found
        ? Optional.of(found.status())
        : Optional.empty();
  }

  private static boolean isDevice(FileStatus status) {
    return status.type() == FileStatus.CHAR_DEVICE || status.type() == FileStatus.BLOCK_DEVICE;
  }

  private static DrydockException unusable(String path, String reason) {
    return new DrydockException(
        ErrorKind.INVALID,
        "error gathering device information while adding custom device \""
            + path
            + "\": "
            + reason);
  }

  private String type() {
    return node.type() == FileStatus.BLOCK_DEVICE ? "b" : "c";
  }

  /** The member of {@code linux.devices}. */
  JsonObject json() {
    var json = new JsonObject();
    json.addProperty("path", path);
    json.addProperty("type", type());
    json.addProperty("major", node.major());
    json.addProperty("minor", node.minor());
    json.addProperty("fileMode", node.permissions());
    json.addProperty("uid", node.uid());
    json.addProperty("gid", node.gid());
    return json;
  }

  /**
   * The member of {@code linux.resources.devices} that lets the container use it.
   *
   * @param access of {@code r}, {@code w} and {@code m}
   */
  JsonObject rule(String access) {
    return rule(true, type(), Optional.of(node.major()), Optional.of(node.minor()), access);
  }

  /** A rule of the device control group; an absent number stands for all. */
  static JsonObject rule(
      boolean allow, String type, Optional<Integer> major, Optional<Integer> minor, String access) {
    var json = new JsonObject();
    json.addProperty("allow", allow);
    json.addProperty("type", type);
    major.ifPresent(each -> json.addProperty("major", each));
    minor.ifPresent(each -> json.addProperty("minor", each));
    json.addProperty("access", access);
    return json;
  }
}
