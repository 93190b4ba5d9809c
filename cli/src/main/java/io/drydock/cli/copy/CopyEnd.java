package io.drydock.cli.copy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/**
 * One end of a copy.
 *
 * @param path as the user wrote it, with what symbolic link it was resolved
 */
public record CopyEnd(String path, boolean exists, boolean isDirectory) {

  /**
   * Where a copy's files go and what becomes of their names.
   *
   * @param directory that the files are put into
   * @param from first part of the files' names; {@code .} when they have none in common
   * @param to what takes its place; the same to leave the names as they are
   */
  public record Placement(String directory, String from, String to) {
    /** The name that a file gets. */
    String rename(String name) {
      if (from.equals(to)) {
        return name;
      }
      if (from.equals(".") || from.equals("/")) {
        return name.isEmpty() ? to : to + "/" + name;
      }
      return name.equals(from) || name.startsWith(from + "/")
          ? to + name.substring(from.length())
          : name;
    }
  }

  /**
   * Where the source's files go.
   *
   * @throws DrydockException of kind INVALID when a directory would take a file's place, or a file
   *     a directory's that is not there
   */
  public static Placement place(CopyEnd source, CopyEnd target) {
    String name = base(source.path);
    if (target.exists && target.isDirectory) {
      return new Placement(target.path, name, name);
    }
    if (target.exists && source.isDirectory) {
      throw new DrydockException(ErrorKind.INVALID, "cannot copy directory");
    }
    boolean mustBeDirectory =
        target.path.endsWith("/") || target.path.endsWith("/.") || target.path.equals(".");
    if (!target.exists && !source.isDirectory && mustBeDirectory) {
      throw new DrydockException(ErrorKind.INVALID, "no such directory");
    }
    return new Placement(parent(target.path), name, base(target.path));
  }

  /** The last part of a path; {@code .} for one that means a directory's content. */
  static String base(String path) {
    if (path.equals("/")) {
      return "/";
    }
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return bare.substring(bare.lastIndexOf('/') + 1);
  }

  static String parent(String path) {
    String bare =
        path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
    int slash = bare.lastIndexOf('/');
    return slash < 0 ? "." : slash == 0 ? "/" : bare.substring(0, slash);
  }
}
