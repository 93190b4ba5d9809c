package io.drydock.linux.file;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.Identities;
import io.drydock.linux.syscall.DirectoryReader;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.ExtendedAttributes;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A directory taken for the root of a file system: nothing that is done through it reaches outside.
 *
 * <p>Paths are {@code a/b}, relative to the root; the empty path is the root itself. Symbolic links
 * on the way to the last component are followed with this directory as their root, as a container
 * would see them; the last component is never followed. The kernel does the resolving ({@code
 * openat2(2)} with {@code RESOLVE_IN_ROOT}), so there is no moment between a check and its use.
 *
 * <p>The parent directory that was used last is kept open, which makes work in the order of the
 * tree fast. Therefore an object is for one thread at a time, and directories above a path that is
 * in use must not be replaced from elsewhere meanwhile.
 *
 * <p>All methods throw {@link LinuxException} when the kernel refuses.
 */
public final class RootDirectory implements AutoCloseable {
  private final Path location;
  private final Fd root;
  private String parentPath = "";
  private Fd parent;

  private RootDirectory(Path location, Fd root) {
    this.location = location;
    this.root = root;
    this.parent = root;
  }

  /** Opens an existing directory. */
  public static RootDirectory open(Path location) {
    long fd = FileCalls.open(FileCalls.CWD, location.toString(), Open.PATH | Open.DIRECTORY, 0);
    if (fd < 0) {
      throw new LinuxException("open directory \"" + location + "\"", (int) -fd);
    }
    return new RootDirectory(location, new Fd((int) fd));
  }

  /**
   * Removes a file or a whole directory of the host, whatever modes it has.
   *
   * @return whether there was something
   */
  public static boolean deleteTree(Path tree) {
    Path absolute = tree.toAbsolutePath().normalize();
    try (RootDirectory parent = open(Objects.requireNonNull(absolute.getParent()))) {
      return parent.delete(Objects.requireNonNull(absolute.getFileName()).toString());
    }
  }

  /** Makes durable all that anybody wrote to the file system that the directory lies on. */
  public void syncFileSystem() {
    try (Fd directory = openDirectory("")) {
      check(FileCalls.syncFileSystem(directory.number()), "sync", "");
    }
  }

  /** Where the directory lay when it was opened. */
  public Path location() {
    return location;
  }

  /** The status of a file, or empty when there is none. */
  public Optional<FileStatus> status(String path) {
    try {
      Place place = place(path);
      return switch (FileStatus.of(place.directory(), place.name())) {
        case FileStatus.Lookup.Found(FileStatus status) -> Optional.of(status);
        case FileStatus.Lookup.Failed(int errno) when isMissing(errno) -> Optional.empty();
        case FileStatus.Lookup.Failed(int errno) -> throw failed("look up", path, errno);
      };
    } catch (LinuxException refused) {
      if (refused.errno().map(errno -> isMissing(errno.number())).orElse(false)) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** A descriptor of the file itself, without the right to read it; the caller closes it. */
  public Fd descriptor(String path) {
    Place place = place(path);
    long fd = FileCalls.open(place.directory(), place.name(), Open.PATH | Open.NOFOLLOW, 0);
    check(fd, "open", path);
    return new Fd((int) fd);
  }

  /** What a symbolic link holds. */
  public String readLink(String path) {
    return Links.read(place(path), this, path);
  }

  /** The names in a directory, sorted by the bytes of UTF-8. */
  public List<String> children(String path) {
    try (Fd directory = openDirectory(path);
        Arena arena = Arena.ofConfined()) {
      return DirectoryReader.names(directory.number(), arena).stream()
          .map(DirectoryReader.Name::text)
          .sorted(RootDirectory::compareBytes)
          .toList();
    }
  }

  /** All extended attributes that this process may see. */
  public Map<String, byte[]> xattrs(String path) {
    String file = place(path).absolute();
    var attributes = new TreeMap<String, byte[]>();
    for (String name : ExtendedAttributes.names(file)) {
      attributes.put(name, ExtendedAttributes.get(file, name));
    }
    return attributes;
  }

  /** The bytes of a regular file. */
  public InputStream read(String path) throws IOException {
    try (Fd file = openFile(path)) {
      return new FileInputStream(file.path());
    }
  }

  /** Makes a directory, or gives an existing one the attributes. */
  public void makeDirectory(String path, Attributes attributes) {
    Place place = place(path);
    long result = FileCalls.makeDirectory(place.directory(), place.name(), 0700);
    if (result == -Errno.EEXIST.number() && isDirectory(path)) {
      result = 0;
    }
    check(result, "make directory", path);
    apply(path, attributes, false);
  }

  /** Makes the directory and all missing ones above it; those that exist stay as they are. */
  public void makeDirectories(String path, Attributes attributes) {
    if (path.isEmpty() || isDirectory(path)) {
      return;
    }
    makeDirectories(parentOf(path), attributes);
    makeDirectory(path, attributes);
  }

  /**
   * Makes a regular file. There must not be anything of that name.
   *
   * @param content read to its end, not closed
   */
  public void makeFile(String path, InputStream content, Attributes attributes) throws IOException {
    try (Fd file = createFile(path)) {
      Contents.write(content, file, () -> describe(path));
      apply(path, attributes, false);
    }
  }

  /** Makes a regular file with the content of another one, without copying where the disk can. */
  public void copyFile(RootDirectory from, String source, String path, Attributes attributes) {
    try (Fd input = from.openFile(source);
        Fd readable = reopen(input, from, source);
        Fd file = createFile(path)) {
      Contents.copy(readable, file, () -> describe(path));
      apply(path, attributes, false);
    }
  }

  /** Makes a symbolic link. There must not be anything of that name. */
  public void makeSymlink(String path, String target, Attributes attributes) {
    Place place = place(path);
    check(FileCalls.symlink(target, place.directory(), place.name()), "make symbolic link", path);
    apply(path, attributes, true);
  }

  /** Makes a device or FIFO. There must not be anything of that name. */
  public void makeNode(String path, NodeType type, int major, int minor, Attributes attributes) {
    Place place = place(path);
    check(
        FileCalls.makeNode(place.directory(), place.name(), type.bits() | 0600, major, minor),
        "make device",
        path);
    apply(path, attributes, false);
  }

  /** Gives a file a further name; a symbolic link itself, not what it points at. */
  public void link(String existing, String path) {
    try (Fd directory = openDirectory(parentOf(existing))) {
      Place place = place(path);
      check(
          FileCalls.link(directory.number(), nameOf(existing), place.directory(), place.name()),
          "link to \"" + describe(existing) + "\"",
          path);
    }
  }

  /**
   * Gives a file all the attributes. A user who has but one identity here owns everything, whoever
   * should.
   */
  public void setAttributes(String path, Attributes attributes) {
    apply(path, attributes, status(path).map(FileStatus::isSymlink).orElse(false));
  }

  /** Sets the times of modification and access. */
  public void setModified(String path, Instant modified) {
    Place place = place(path);
    long result =
        FileCalls.utimes(
            place.directory(), place.name(), modified.getEpochSecond(), modified.getNano());
    check(result, "set times of", path);
  }

  public void setXattr(String path, String name, byte[] value) {
    check(ExtendedAttributes.set(place(path).absolute(), name, value), "set " + name + " of", path);
  }

  /** Removes an extended attribute; nothing happens when there is none. */
  public void removeXattr(String path, String name) {
    long result = ExtendedAttributes.remove(place(path).absolute(), name);
    if (result != -Errno.ENODATA.number()) {
      check(result, "remove " + name + " of", path);
    }
  }

  /**
   * Removes a file or a whole directory, whatever modes it has. The root itself is emptied.
   *
   * @return whether there was something
   */
  public boolean delete(String path) {
    if (path.isEmpty()) {
      try (Fd directory = openDirectory("")) {
        Deletion.empty(directory, location.toString());
      }
      forgetParent();
      return true;
    }
    if (status(path).isEmpty()) {
      return false;
    }
    Place place = place(path);
    Deletion.delete(place.directory(), place.name(), describe(path));
    forgetParent();
    return true;
  }

  /** Gives a file another name and replaces what has it. */
  public void rename(String from, String to) {
    try (Fd directory = openDirectory(parentOf(from))) {
      Place place = place(to);
      check(
          FileCalls.rename(directory.number(), nameOf(from), place.directory(), place.name()),
          "rename \"" + describe(from) + "\" to",
          to);
    }
    forgetParent();
  }

  /**
   * Moves a file or a whole directory to another one's root; to another file system by copying, as
   * also below an overlay whose lower layers have the directory. There must not be anything of that
   * name.
   */
  public void moveTo(String path, RootDirectory target, String name) {
    Place place = place(path);
    Place there = target.place(name);
    long moved = FileCalls.rename(place.directory(), place.name(), there.directory(), there.name());
    if (moved == -Errno.EXDEV.number()) {
      TreeCopy.copy(this, path, target, name);
      delete(path);
    } else {
      check(moved, "move to \"" + target.describe(name) + "\"", path);
    }
    forgetParent();
    target.forgetParent();
  }

  /**
   * Where a path leads when all its links are followed inside the root: a path without symbolic
   * links. What does not exist is kept as it is, also where a link points at it.
   *
   * @param path may begin with a slash and hold {@code .} and {@code ..}
   */
  public String resolve(String path) {
    return Links.resolve(this, path);
  }

  @Override
  public void close() {
    forgetParent();
    root.close();
  }

  /** A descriptor of the directory, of its own, for listing. */
  Fd openDirectory(String path) {
    return openInside(path, Open.READ | Open.DIRECTORY);
  }

  /** The directory that a path's last component lies in; it stays open until the next call. */
  Place place(String path) {
    if (path.isEmpty()) {
      return new Place(root.number(), ".", root.path());
    }
    String name = nameOf(path);
    if (name.isEmpty() || name.equals(".") || name.equals("..") || path.indexOf('\0') >= 0) {
      throw new DrydockException(
          ErrorKind.INVALID, "\"" + path + "\" does not name a file inside a directory");
    }
    String directory = parentOf(path);
    if (!directory.equals(parentPath)) {
      forgetParent();
      if (!directory.isEmpty()) {
        parent = openInside(directory, Open.PATH | Open.DIRECTORY);
        parentPath = directory;
      }
    }
    return new Place(parent.number(), name, parent.path() + "/" + name);
  }

  LinuxException failed(String action, String path, int errno) {
    return new LinuxException(action + " \"" + describe(path) + "\"", errno);
  }

  static String parentOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void forgetParent() {
    if (!parentPath.isEmpty()) {
      parent.close();
      parent = root;
      parentPath = "";
    }
  }

  private boolean isDirectory(String path) {
    return status(path).map(FileStatus::isDirectory).orElse(false);
  }

  private Fd openInside(String path, int flags) {
    String name = path.isEmpty() ? "." : path;
    long fd = FileCalls.open(root.number(), name, flags, 0, Open.RESOLVE_IN_ROOT);
    check(fd, "open directory", path);
    return new Fd((int) fd);
  }

  private Fd openFile(String path) {
    // Not for reading yet: opening a device or FIFO for that can block or do things.
    Fd file = descriptor(path);
    if (FileStatus.of(file.number(), "") instanceof FileStatus.Lookup.Found(FileStatus status)
        && status.isFile()) {
      return file;
    }
    file.close();
    throw new DrydockException(
        ErrorKind.INVALID, "\"" + describe(path) + "\" is not a regular file");
  }

  private static Fd reopen(Fd pathOnly, RootDirectory owner, String path) {
    long fd = FileCalls.open(FileCalls.CWD, pathOnly.path(), Open.READ, 0);
    owner.check(fd, "open", path);
    return new Fd((int) fd);
  }

  private Fd createFile(String path) {
    Place place = place(path);
    int flags = Open.WRITE | Open.CREATE | Open.EXCLUSIVE | Open.NOFOLLOW;
    long fd = FileCalls.open(place.directory(), place.name(), flags, 0600);
    check(fd, "make file", path);
    return new Fd((int) fd);
  }

  private void apply(String path, Attributes attributes, boolean link) {
    Place place = place(path);
    int directory = place.directory();
    String name = place.name();
    // In this order: a new owner clears setuid and capabilities, and everything touches times.
    long owned = FileCalls.chown(directory, name, attributes.uid(), attributes.gid());
    if (owned != -Errno.EINVAL.number() || Identities.here() != Identities.ONE) {
      check(owned, "set owner of", path);
    }
    if (!link) {
      check(FileCalls.chmod(directory, name, attributes.mode()), "set mode of", path);
    }
    attributes.xattrs().forEach((key, value) -> setXattr(path, key, value));
    setModified(path, attributes.modified());
  }

  private void check(long result, String action, String path) {
    if (result < 0) {
      throw failed(action, path, (int) -result);
    }
  }

  private String describe(String path) {
    return location.resolve(path).toString();
  }

  private static int compareBytes(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isMissing(int errno) {
    return errno == Errno.ENOENT.number() || errno == Errno.ENOTDIR.number();
  }

  /**
   * A name in an open directory.
   *
   * @param directory descriptor
   * @param name {@code .} for the root itself
   * @param absolute by way of /proc, for calls that take only paths
   */
  record Place(int directory, String name, String absolute) {}
}
