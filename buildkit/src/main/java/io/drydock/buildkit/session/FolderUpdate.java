package io.drydock.buildkit.session;

import io.drydock.buildkit.message.Stat;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes a folder hold what a client says of its own, one file after the other. Nothing outside of
 * the folder can be reached: what lies on the way to a file was made a directory just before.
 */
final class FolderUpdate implements AutoCloseable {
  private static final String USER = "user.";

  private final Path folder;
  private final Path files;
  private final StatIndex.Reader before;
  private final StatIndex.Writer after;
  private final Map<String, Stat> directories = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private String last = "";

  /** The beginning of all paths that went with the directory removed last. */
  private String removed = "\0";

  FolderUpdate(Path folder) throws IOException {
    this.folder = folder;
    this.files = folder.resolve("files");
    Path known = folder.resolve("index");
    Path old = folder.resolve("index.old");
    if (Files.exists(known)) {
      Files.move(known, old, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } else {
      // An update was interrupted: what is there is not known.
      Files.deleteIfExists(old);
      ContextFolders.delete(files);
      Files.createDirectories(files);
    }
    before = new StatIndex.Reader(old);
    after = new StatIndex.Writer(folder.resolve("index.new"));
  }

  /**
   * Takes the next file of the client.
   *
   * @return whether its content has to be asked for
   */
  boolean add(Stat stat) throws IOException {
    check(stat);
    removeUpTo(stat.path());
    Optional<Stat> known = before.peek().filter(each -> each.path().equals(stat.path()));
    if (known.isPresent()) {
      before.skip();
    }
    if (stat.isDirectory()) {
      directories.put(stat.path(), stat);
    }
    after.add(stat);
    if (known.isPresent() && known.get().isSame(stat)) {
      return false;
    }
    touched.add(parent(stat.path()));
    return replace(stat, known);
  }

  private void check(Stat stat) {
    String path = stat.path();
    Path relative = Path.of(path);
    boolean clean =
        !path.isEmpty()
            && !relative.isAbsolute()
            && relative.normalize().toString().equals(path)
            && !path.equals("..")
            && !path.startsWith("../")
            && path.indexOf('\0') < 0;
    if (!clean) {
      throw new DrydockException(ErrorKind.INVALID, "invalid path \"" + path + "\" in the context");
    }
    if (!last.isEmpty() && PathSequence.ORDER.compare(last, path) >= 0) {
      throw new DrydockException(
          ErrorKind.INVALID, "paths out of order in the context: " + last + " before " + path);
    }
    String parent = parent(path);
    if (!parent.isEmpty() && !directories.containsKey(parent)) {
      throw new DrydockException(
          ErrorKind.INVALID, "\"" + parent + "\" in the context is no directory");
    }
    last = path;
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private void removeUpTo(String path) throws IOException {
    while (before.peek().isPresent()
        && (path.isEmpty() || PathSequence.ORDER.compare(before.peek().get().path(), path) < 0)) {
      String gone = before.peek().get().path();
      if (!gone.startsWith(removed)) {
        touched.add(parent(gone));
        remove(gone);
      }
      before.skip();
    }
  }

  private void remove(String path) throws IOException {
    ContextFolders.delete(files.resolve(path));
    removed = path + "/";
  }

  private boolean replace(Stat stat, Optional<Stat> known) throws IOException {
    Path path = files.resolve(stat.path());
    if (stat.isDirectory()) {
      if (known.isEmpty() || !known.get().isDirectory()) {
        remove(stat.path());
        Files.createDirectory(path);
      }
      touched.add(stat.path());
      return false;
    }
    remove(stat.path());
    if (stat.isLink()) {
      Files.createSymbolicLink(path, Path.of(stat.linkName()));
    } else if (stat.isFile() && !stat.hasContent()) {
      link(path, stat.linkName());
    }
    return stat.hasContent();
  }

  /** Another name for a file that came before. */
  private void link(Path path, String existing) throws IOException {
    Path target = files.resolve(existing).normalize();
    if (!target.startsWith(files) || !directoriesLeadTo(existing)) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid hard link to \"" + existing + "\" in the context");
    }
    try {
      Files.createLink(path, target);
    } catch (FileAlreadyExistsException e) {
      throw new DrydockException(ErrorKind.CONFLICT, "context file twice: " + path, e);
    }
  }

  private boolean directoriesLeadTo(String path) {
    String parent = parent(path);
    return parent.isEmpty() || directories.containsKey(parent);
  }

  /** Opens a file whose content comes. */
  FileChannel create(Stat stat) throws IOException {
    return FileChannel.open(
        files.resolve(stat.path()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Gives the file, whose content is there, its mode and times. */
  void finish(Stat stat) throws IOException {
    Path path = files.resolve(stat.path());
    Files.setAttribute(path, "unix:mode", stat.permissions(), LinkOption.NOFOLLOW_LINKS);
    setAttributes(path, stat);
    Files.setLastModifiedTime(path, FileTime.from(stat.modified(), TimeUnit.NANOSECONDS));
  }

  private static void setAttributes(Path path, Stat stat) throws IOException {
    for (Map.Entry<String, byte[]> each : stat.attributes().entrySet()) {
      if (each.getKey().startsWith(USER)) {
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class)
            .write(each.getKey().substring(USER.length()), ByteBuffer.wrap(each.getValue()));
      }
    }
  }

  /** All files are there: removes the others and keeps the index for the next time. */
  void complete() throws IOException {
    removeUpTo("");
    for (String each : touched) {
      Stat directory = directories.get(each);
      if (directory != null) {
        finish(directory);
      }
    }
    after.close();
    Files.move(folder.resolve("index.new"), folder.resolve("index"));
    Files.deleteIfExists(folder.resolve("index.old"));
  }

  @Override
  public void close() throws IOException {
    before.close();
    after.close();
  }
}
