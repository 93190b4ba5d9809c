package io.drydock.engine.files;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.tree.TreePath;

/**
 * A path in a container as a user wrote it. A slash or {@code /.} at its end means that it is a
 * directory, and that a link there is followed.
 *
 * @param inside relative to the container's root
 * @param directory whether it has to be a directory
 * @param base the last component as archives begin with it: {@code /} for the root, {@code .} after
 *     {@code /.}
 */
record ContainerPath(String written, String inside, boolean directory, String base) {
  static ContainerPath of(String written) {
    String inside = TreePath.cleanWithin(written);
    boolean current = written.equals(".") || written.endsWith("/.");
    String base = current ? "." : inside.isEmpty() ? "/" : TreePath.name(inside);
    return new ContainerPath(written, inside, current || written.endsWith("/"), base);
  }

  /** Where the file is, with the last link followed if it has to be. */
  String find(RootDirectory root) {
    return directory ? root.resolve(inside) : inside;
  }

  /**
   * The status of what {@link #find} found.
   *
   * @throws DrydockException of kind NOT_FOUND, in Docker's words, when there is nothing
   */
  FileStatus status(RootDirectory root, String found, String containerId) {
    FileStatus status =
        root.status(found)
            .orElseThrow(() ->
                new DrydockException(
                    ErrorKind.NOT_FOUND,
                    "Could not find the file " + written + " in container " + containerId));
    if (directory && !status.isDirectory()) {
      throw new DrydockException(ErrorKind.INVALID, "not a directory: " + written);
    }
    return status;
  }
}
