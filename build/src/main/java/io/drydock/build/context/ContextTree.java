package io.drydock.build.context;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathOrder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the host as a file tree, without what the ignore rules exclude. Everything belongs
 * to root, as in BuildKit's contexts. A directory is listed when it is first asked for, and never
 * twice; files that did not change since the last build are not read for their digests.
 */
public final class ContextTree implements FileTree {
  private static final int S_IFREG = 0x8000;
  private static final int S_IFDIR = 0x4000;
  private static final int S_IFLNK = 0xa000;
  private static final int S_IFCHR = 0x2000;
  private static final int S_IFBLK = 0x6000;
  private static final int S_IFIFO = 0x1000;

  /** File times advance by at most this much at once on file systems with nanoseconds. */
  private static final long TICK_NANOS = 20_000_000;

  private static final long SECOND_NANOS = 1_000_000_000;

  private final Path root;
  private final IgnoreRules ignore;
  private final boolean ignoresNothing;
  private final Path cacheFile;
  private final StatCache known;
  private final Map<String, List<Item>> listings = new ConcurrentHashMap<>();
  private final AtomicBoolean learned = new AtomicBoolean();

  private ContextTree(Path root, IgnoreRules ignore, Path cacheFile) {
    this.root = root;
    this.ignore = ignore;
    this.ignoresNothing = ignore.isEmpty();
    this.cacheFile = cacheFile;
    this.known = StatCache.load(cacheFile);
  }

  /**
   * The tree of the directory.
   *
   * @param cacheFolder where digests are remembered between builds
   * @throws DrydockException of kind NOT_FOUND when there is no such directory
   */
  public static ContextTree open(Path directory, IgnoreRules ignore, Path cacheFolder) {
    try {
      Path real = directory.toRealPath();
      if (!Files.isDirectory(real)) {
        throw new NotDirectoryException(directory.toString());
      }
      String name = Digest.of(real.toString().getBytes(StandardCharsets.UTF_8)).encoded();
      return new ContextTree(real, ignore, cacheFolder.resolve(name));
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "unable to prepare context: path \"" + directory + "\" not found",
          e);
    }
  }

  /** The host's directory. */
  public Path root() {
    return root;
  }

  /** Whether all that the host's directory holds belongs to the context. */
  public boolean isWhole() {
    return ignoresNothing;
  }

  @Override
  public Optional<Entry> find(String path) {
    return path.isEmpty() ? Optional.of(rootEntry()) : item(path).map(each -> each.entry);
  }

  @Override
  public List<Entry> children(String path) {
    if (!path.isEmpty() && item(path).filter(each -> each.entry.isDirectory()).isEmpty()) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "/" + path + " is no directory");
    }
    return listing(path).stream().map(each -> each.entry).toList();
  }

  /**
   * The bytes of a file. Closing the stream fails when the file changed meanwhile: then the bytes
   * are not those that its digest stands for.
   */
  @Override
  public InputStream open(Entry file) throws IOException {
    Path path = root.resolve(file.path());
    Item item = item(file.path()).orElseThrow(() -> UnchangedInput.changed(path));
    if (!isSame(item.entry, file)) {
      throw UnchangedInput.changed(path);
    }
    try {
      return new UnchangedInput(Files.newInputStream(path), path, item.stat);
    } catch (NoSuchFileException e) {
      throw UnchangedInput.changed(path);
    }
  }

  @Override
  public Digest digest(Entry file) throws IOException {
    Item item =
        item(file.path())
            .filter(each -> isSame(each.entry, file))
            .orElseThrow(() -> UnchangedInput.changed(root.resolve(file.path())));
    Digest digest = item.digest();
    return digest == null ? hash(item) : digest;
  }

  /**
   * Lists all below the directory and computes the digests that are not known, on up to two
   * threads: faster than asking for one after the other.
   */
  public void scan(String directory) throws IOException {
    new ContextScan(this, Math.min(2, Runtime.getRuntime().availableProcessors())).run(directory);
  }

  @Override
  public Optional<Digest> knownDigest(Entry file) {
    return item(file.path())
        .filter(each -> isSame(each.entry, file))
        .flatMap(each -> Optional.ofNullable(each.digest()));
  }

  /** Whether an entry that somebody was given earlier still says what the file is like. */
  private static boolean isSame(Entry now, Entry then) {
    return now.size() == then.size() && now.modified().equals(then.modified());
  }

  /** Forgets what the directories hold, so that changes since are seen. */
  public void lookAgain() {
    listings.clear();
  }

  /** Remembers the digests that were computed, for the next build. */
  public void save() throws IOException {
    if (learned.getAndSet(false)) {
      known.save(cacheFile, root, listings);
    }
  }

  /** The items of a directory that is known to be one, sorted by name. */
  List<Item> listing(String path) {
    List<Item> listing = listings.get(path);
    if (listing == null) {
      List<Item> fresh = list(path);
      List<Item> other = listings.putIfAbsent(path, fresh);
      listing = other == null ? fresh : other;
    }
    return listing;
  }

  Digest hash(Item item) throws IOException {
    try (InputStream in = open(item.entry)) {
      Digest digest = Digest.of(in);
      item.setDigest(digest);
      learned.set(true);
      return digest;
    }
  }

  private Entry rootEntry() {
    try {
      return entry("", FileStat.of(root));
    } catch (IOException e) {
      throw unreadable(root, e);
    }
  }

  private Optional<Item> item(String path) {
    int slash = path.lastIndexOf('/');
    String parent = slash < 0 ? "" : path.substring(0, slash);
    if (!parent.isEmpty() && item(parent).filter(each -> each.entry.isDirectory()).isEmpty()) {
      return Optional.empty();
    }
    List<Item> siblings = listing(parent);
    int low = 0;
    int high = siblings.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = PathOrder.INSTANCE.compare(siblings.get(middle).entry.path(), path);
      if (order == 0) {
        return Optional.of(siblings.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  private List<Item> list(String path) {
    long now = System.currentTimeMillis() * 1_000_000;
    var items = new ArrayList<Item>();
    Path directory = root.resolve(path);
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path each : stream) {
        String name = each.getFileName().toString();
        String child = path.isEmpty() ? name : path + "/" + name;
        FileStat stat = stat(each);
        if (stat != null && belongs(child, stat) && isKnownType(stat)) {
          items.add(new Item(entry(child, stat), stat, isSettled(stat, now)));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(directory, e);
    }
    items.sort((a, b) -> PathOrder.INSTANCE.compare(a.entry.path(), b.entry.path()));
    known.recall(path, items);
    for (Item each : items) {
      // What was recalled has its attributes with it: to change them changes the file's times.
      if (each.entry.isFile() && each.digest() == null) {
        Map<String, byte[]> attributes = UserAttributes.of(root.resolve(each.entry.path()));
        if (!attributes.isEmpty()) {
          each.setAttributes(attributes);
        }
      }
    }
    return List.copyOf(items);
  }

  /** Nothing for what is gone again since the directory was read. */
  private static @Nullable FileStat stat(Path path) throws IOException {
    try {
      return FileStat.of(path);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private boolean belongs(String path, FileStat stat) {
    if (ignoresNothing || !ignore.excludes(path)) {
      return true;
    }
    return stat.type() == S_IFDIR && ignore.mayContainIncluded(path) && !listing(path).isEmpty();
  }

  private Entry entry(String path, FileStat stat) throws IOException {
    Entry.Type type = type(stat);
    boolean device = type == Entry.Type.CHAR_DEVICE || type == Entry.Type.BLOCK_DEVICE;
    return new Entry(
        path,
        type,
        stat.permissions(),
        0,
        0,
        type == Entry.Type.FILE ? stat.size() : 0,
        Instant.ofEpochSecond(0, stat.modifiedNanos()),
        type == Entry.Type.SYMLINK ? Files.readSymbolicLink(root.resolve(path)).toString() : "",
        device ? stat.major() : 0,
        device ? stat.minor() : 0,
        type == Entry.Type.FILE && stat.links() > 1 ? stat.inode() ^ (stat.device() << 48) : 0,
        Map.of());
  }

  private static boolean isKnownType(FileStat stat) {
    return switch (stat.type()) {
      case S_IFREG, S_IFDIR, S_IFLNK, S_IFCHR, S_IFBLK, S_IFIFO -> true;
      default -> false;
    };
  }

  private static Entry.Type type(FileStat stat) {
    return switch (stat.type()) {
      case S_IFDIR -> Entry.Type.DIRECTORY;
      case S_IFLNK -> Entry.Type.SYMLINK;
      case S_IFCHR -> Entry.Type.CHAR_DEVICE;
      case S_IFBLK -> Entry.Type.BLOCK_DEVICE;
      case S_IFIFO -> Entry.Type.FIFO;
      default -> Entry.Type.FILE;
    };
  }

  /**
   * Whether a write from now on must give the file another change time: git's rule for racily clean
   * files. Where times have whole seconds only, two of them must have passed.
   */
  private static boolean isSettled(FileStat stat, long now) {
    boolean coarse = stat.changedNanos() % SECOND_NANOS == 0;
    return stat.changedNanos() + (coarse ? 2 * SECOND_NANOS : TICK_NANOS) < now;
  }

  private static DrydockException unreadable(Path path, Exception cause) {
    return new DrydockException(
        ErrorKind.FORBIDDEN, "cannot read " + path + " of the build context", cause);
  }
}
