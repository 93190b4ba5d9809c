package io.drydock.build.copy;

import io.drydock.build.rootfs.Accounts;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathResolver;
import io.drydock.oci.tree.TreePath;
import io.drydock.store.Layers;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A layer that is thought out before it is written: what it puts over a base, parents first.
 * Directories of the base that new entries lie in are repeated as they are, because the topmost
 * layer's attributes are those that show.
 */
final class LayerDraft implements Closeable {
  static final int DIRECTORY_MODE = 0755;

  private final FileTree base;
  private final Instant now;
  private final Map<String, Planned> planned = new LinkedHashMap<>();
  private final Map<String, Optional<Entry>> observed = new TreeMap<>();
  private final Set<String> opaque = new LinkedHashSet<>();
  private final List<Closeable> open = new ArrayList<>();
  private long linkGroups;

  /** Gives the bytes of a file. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;

    /** Their digest, if it is known. */
    default Optional<Digest> digest() {
      return Optional.empty();
    }

    Content NONE = new Nothing();
  }

  /** No bytes. */
  private record Nothing() implements Content {
    @Override
    public InputStream open() {
      return InputStream.nullInputStream();
    }
  }

  /** The bytes of a file of a tree. */
  record TreeFile(FileTree tree, Entry file) implements Content {
    @Override
    public InputStream open() throws IOException {
      return tree.open(file);
    }

    @Override
    public Optional<Digest> digest() {
      return tree.knownDigest(file);
    }
  }

  /**
   * @param fresh whether the base has nothing at this path
   */
  private record Planned(Entry entry, Content content, boolean fresh) {}

  /** Who owns what is made. */
  record Owner(int uid, int gid) {
    static final Owner ROOT = new Owner(0, 0);

    /** Whom {@code user[:group]} names; the files are read only if it holds a name. */
    static Owner parse(String spec, Supplier<Accounts> accounts) {
      return Accounts.isNumeric(spec)
          ? of(Accounts.NONE.owner(spec))
          : of(accounts.get().owner(spec));
    }

    private static Owner of(int[] ids) {
      return new Owner(ids[0], ids[1]);
    }
  }

  /**
   * @param now the time of directories that no source has
   */
  LayerDraft(FileTree base, Instant now) {
    this.base = base;
    this.now = now;
  }

  /** What the path would stand for with this layer on top; links are not followed. */
  Optional<Entry> find(String path) {
    Planned here = planned.get(path);
    if (here != null) {
      return Optional.of(here.entry());
    }
    return isHidden(path) ? Optional.empty() : findInBase(path);
  }

  private Optional<Entry> findInBase(String path) {
    Optional<Entry> seen = observed.get(path);
    if (seen == null) {
      seen = base.find(path);
      observed.put(path, seen);
    }
    return seen;
  }

  /** The digest of all that this draft was told about its base. */
  Digest observations() {
    MessageDigest hash = Digest.sha256();
    observed.forEach((path, entry) ->
        hash.update((path + "\0" + describe(entry) + "\0").getBytes(StandardCharsets.UTF_8)));
    return Digest.of(hash);
  }

  private static String describe(Optional<Entry> found) {
    if (found.isEmpty()) {
      return "";
    }
    Entry entry = found.get();
    var xattrs = new StringBuilder();
    entry.xattrs().forEach((k, v) -> xattrs.append(k).append(HexFormat.of().formatHex(v)));
    return entry.type()
        + (" " + Integer.toOctalString(entry.mode()))
        + (" " + entry.uid() + " " + entry.gid())
        + (" " + entry.linkTarget() + " " + xattrs);
  }

  /** Where the path leads with this layer on top. */
  String resolve(String path) {
    return new PathResolver(this::find).resolve(path);
  }

  /** Whether what the base has at the path is covered by this layer. */
  private boolean isHidden(String path) {
    for (String above = path; !above.isEmpty(); ) {
      above = TreePath.parent(above);
      Planned parent = planned.get(above);
      if (opaque.contains(above) || (parent != null && !parent.entry().isDirectory())) {
        return true;
      }
      if (parent != null) {
        return parent.fresh();
      }
    }
    return false;
  }

  /**
   * Makes the directories on the way to the path and the path itself, as {@code mkdir -p}; those
   * that exist stay as they are.
   *
   * @param path with all links followed
   */
  void makeDirectories(String path, Owner owner) {
    String done = "";
    for (String part : TreePath.components(path)) {
      done = TreePath.join(done, part);
      Optional<Entry> existing = find(done);
      if (existing.isEmpty()) {
        put(
            Entry.directory(done, DIRECTORY_MODE, now).withOwner(owner.uid(), owner.gid()),
            Content.NONE);
      } else if (!existing.get().isDirectory()) {
        throw new DrydockException(ErrorKind.INVALID, "mkdir /" + done + ": not a directory");
      }
    }
  }

  /** Puts an entry at its path; directories of the base on the way come with it. */
  void put(Entry entry, Content content) {
    String path = entry.path();
    if (!path.isEmpty()) {
      repeatParents(TreePath.parent(path));
    }
    Planned old = planned.get(path);
    boolean fresh = old == null ? isHidden(path) || findInBase(path).isEmpty() : old.fresh();
    if (old != null && entry.isDirectory() && old.entry().isDirectory()) {
      planned.put(path, new Planned(entry, content, fresh));
      return;
    }
    if (old != null) {
      planned.remove(path);
      replace(path, old.entry(), entry);
    }
    planned.put(path, new Planned(entry, content, fresh));
  }

  private void replace(String path, Entry old, Entry entry) {
    if (old.isDirectory()) {
      planned.keySet().removeIf(each -> each.startsWith(path + "/"));
    } else if (entry.isDirectory()) {
      opaque.add(path);
    }
  }

  private void repeatParents(String directory) {
    if (planned.containsKey(directory)) {
      return;
    }
    if (!directory.isEmpty()) {
      repeatParents(TreePath.parent(directory));
    }
    Entry entry = find(directory).orElseGet(() -> Entry.directory(directory, DIRECTORY_MODE, now));
    planned.put(directory, new Planned(entry, Content.NONE, findInBase(directory).isEmpty()));
  }

  /**
   * Puts a further name of a file there.
   *
   * @return false when nothing has the existing name
   */
  boolean link(String existing, String path) {
    Planned first = planned.get(existing);
    if (first == null) {
      Optional<Entry> below = find(existing);
      below.ifPresent(each -> put(each.withPath(path).withLinkGroup(0), new TreeFile(base, each)));
      return below.isPresent();
    }
    Entry entry = first.entry();
    if (entry.isFile() && entry.linkGroup() == 0) {
      entry = entry.withLinkGroup(newLinkGroup());
      planned.put(existing, new Planned(entry, first.content(), first.fresh()));
    }
    put(entry.withPath(path), first.content());
    return true;
  }

  /** Has something closed when the draft is. */
  void closeWithThis(Closeable resource) {
    open.add(resource);
  }

  @Override
  public void close() throws IOException {
    for (Closeable each : open) {
      each.close();
    }
  }

  /** A number for a group of hard links that no other group of this layer has. */
  long newLinkGroup() {
    return ++linkGroups;
  }

  boolean isEmpty() {
    return planned.isEmpty();
  }

  /** The entries, in the order of writing. */
  List<Entry> entries() {
    return planned.values().stream().map(Planned::entry).toList();
  }

  /**
   * Writes the layer.
   *
   * @param earlier a layer that may have the same files: one big file is faster to read than many
   *     small ones
   */
  void write(Layers.Builder layer, Optional<FileTree> earlier) throws IOException {
    Map<Long, Integer> names = new HashMap<>();
    for (Planned each : planned.values()) {
      names.merge(each.entry().linkGroup(), 1, Integer::sum);
    }
    var written = new HashSet<Long>();
    for (Planned each : planned.values()) {
      Entry entry = each.entry();
      if (entry.path().isEmpty()) {
        continue;
      }
      boolean linked = entry.linkGroup() != 0 && names.getOrDefault(entry.linkGroup(), 0) > 1;
      Entry clean = linked ? entry : entry.withLinkGroup(0);
      if (entry.isFile() && (!linked || written.add(entry.linkGroup()))) {
        addFile(layer, clean, each.content(), earlier);
      } else {
        layer.add(clean);
      }
      if (opaque.contains(entry.path())) {
        layer.opaque(entry.path());
      }
    }
  }

  private static void addFile(
      Layers.Builder layer, Entry file, Content content, Optional<FileTree> earlier)
      throws IOException {
    Optional<Digest> digest = content.digest();
    if (digest.isEmpty()) {
      layer.add(file, content.open());
      return;
    }
    Optional<Entry> same =
        earlier
            .flatMap(tree -> tree.find(file.path()))
            .filter(each -> each.isFile() && each.size() == file.size());
    if (same.isPresent() && earlier.orElseThrow().digest(same.get()).equals(digest.get())) {
      layer.add(file, earlier.orElseThrow().open(same.get()), digest.get());
    } else {
      layer.add(file, content.open(), digest.get());
    }
  }
}
