package io.drydock.engine.files;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.runtime.Accounts;
import io.drydock.engine.volume.ContainerMounts;
import io.drydock.engine.volume.MountPoint;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.layer.TarReader;
import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Copies files in and out of containers as tar archives, running or not, with what is mounted in
 * them. No link that a container makes leads out of it.
 */
public final class Archives {
  private final ContainerFiles files;
  private final FileViews views;

  public Archives(ContainerFiles files, ContainerMounts mounts) {
    this.files = files;
    this.views = new FileViews(files, mounts);
  }

  /**
   * Looks a file up; a link in the last component is not followed.
   *
   * @throws DrydockException of kind NOT_FOUND when it does not exist
   */
  public PathStat stat(ContainerView container, String path) {
    try (FileView view = views.open(container)) {
      return stat(container, ContainerPath.of(path), view.root());
    }
  }

  private static PathStat stat(ContainerView container, ContainerPath path, RootDirectory root) {
    String found = path.find(root);
    FileStatus status = path.status(root, found, container.containerId());
    String link = status.isSymlink() ? "/" + root.resolve(found) : "";
    return PathStat.of(path.base(), status, link);
  }

  /**
   * Writes a file or directory as an archive.
   *
   * @param found is told what it is before the first byte
   * @param out not closed
   */
  public void get(
      ContainerView container, String path, Consumer<PathStat> found, OutputStream out) {
    ContainerPath wanted = ContainerPath.of(path);
    try (FileView view = views.open(container)) {
      found.accept(stat(container, wanted, view.root()));
      var archive = new TreeArchive(view.root(), out);
      archive.add(wanted.find(view.root()), wanted.base());
      archive.finish();
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot copy " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Unpacks an archive, compressed or not, in a directory.
   *
   * @throws DrydockException of kind NOT_FOUND when there is no such directory, INVALID when it is
   *     none, or where nothing may be written
   */
  public void put(ContainerView container, String path, CopyOptions options, InputStream archive) {
    ContainerPath wanted = ContainerPath.of(path);
    try (FileView view = views.open(container)) {
      RootDirectory root = view.root();
      String target = root.resolve(wanted.inside());
      if (!wanted.status(root, target, container.containerId()).isDirectory()) {
        throw new DrydockException(ErrorKind.INVALID, "extraction point is not a directory");
      }
      Optional<ArchiveUnpacker.Owner> owner =
          options.copyOwner() ? owner(root, container.user()) : Optional.empty();
      var unpacker = new ArchiveUnpacker(root, target, options.keepKinds(), owner);
      try (var reader = new TarReader(Compression.decompressAny(archive), "the archive")) {
        unpacker.unpack(reader);
      } catch (LinuxException e) {
        throw e.is(Errno.EROFS) ? readOnly(container, target, e) : e;
      }
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot unpack the archive: " + e.getMessage(), e);
    }
  }

  private static Optional<ArchiveUnpacker.Owner> owner(RootDirectory root, String user) {
    if (user.isEmpty()) {
      return Optional.empty();
    }
    Accounts.Identity identity = Accounts.read(root).identity(user, List.of());
    return Optional.of(new ArchiveUnpacker.Owner(identity.uid(), identity.gid()));
  }

  private static DrydockException readOnly(
      ContainerView container, String target, LinuxException cause) {
    boolean inVolume =
        container.mounts().stream()
            .map(MountPoint::destination)
            .anyMatch(each -> TreePath.isWithin(target, each.substring(1)));
    return new DrydockException(
        ErrorKind.INVALID,
        inVolume ? "mounted volume is marked read-only" : "container rootfs is marked read-only",
        cause);
  }

  /** Writes all files of the container's root file system, without what is mounted in it. */
  public void export(String containerId, OutputStream out) {
    Path merged = files.mount(containerId);
    try (RootDirectory root = RootDirectory.open(merged)) {
      var archive = new TreeArchive(root, out);
      archive.children("", "");
      archive.finish();
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot export the container: " + e.getMessage(), e);
    } finally {
      files.unmount(containerId);
    }
  }
}
