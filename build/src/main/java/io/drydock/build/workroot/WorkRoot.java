package io.drydock.build.workroot;

import io.drydock.build.run.Materializer;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.file.Snapshot;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.DiskEntries;
import io.drydock.store.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A root file system that a command changes in place, and that knows what has changed. */
public final class WorkRoot implements AutoCloseable {
  private final Path scratch;
  private final Path path;
  private List<Layers.Id> layers = List.of();
  private Snapshot snapshot;

  private WorkRoot(Path scratch, Path path, Snapshot snapshot) {
    this.scratch = scratch;
    this.path = path;
    this.snapshot = snapshot;
  }

  /**
   * An empty one.
   *
   * @param scratch an empty directory, removed when this is closed
   */
  static WorkRoot create(Path scratch) throws IOException {
    Path path = Files.createDirectory(scratch.resolve("root"));
    return new WorkRoot(scratch, path, snapshot(path));
  }

  private static Snapshot snapshot(Path path) {
    try (RootDirectory root = RootDirectory.open(path)) {
      return Snapshot.of(root);
    }
  }

  /** The directory. */
  public Path path() {
    return path;
  }

  /** Told by whoever puts files aside and back. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** What it holds but for a command's changes, base first. */
  List<Layers.Id> layers() {
    return layers;
  }

  /** Adds what it lacks; it has the first of the layers already. */
  void bringTo(List<Layers.Id> wanted, Function<List<Layers.Id>, FileTree> views)
      throws IOException {
    if (layers.equals(wanted)) {
      return;
    }
    Materializer.update(views.apply(layers), views.apply(wanted), path);
    snapshot = snapshot(path);
    layers = List.copyOf(wanted);
  }

  /**
   * Makes a layer of what has changed, which then counts as there.
   *
   * @return empty when nothing has changed
   */
  public Optional<Layers.Id> commit(Layers store) throws IOException {
    try (RootDirectory root = RootDirectory.open(path);
        Layers.Builder builder = store.build()) {
      var changes = new Changes(root, builder);
      snapshot.update(root, changes);
      return changes.some ? Optional.of(builder.commit()) : Optional.empty();
    }
  }

  /** Notes the layer that the last command made. */
  public void add(Layers.Id layer) {
    var all = new ArrayList<>(layers);
    all.add(layer);
    layers = List.copyOf(all);
  }

  @Override
  public void close() {
    RootDirectory.deleteTree(scratch);
  }

  /** Writes changes as a layer. */
  private static final class Changes implements Snapshot.Visitor {
    private final RootDirectory root;
    private final Layers.Builder layer;
    private boolean some;

    private Changes(RootDirectory root, Layers.Builder layer) {
      this.root = root;
      this.layer = layer;
    }

    @Override
    public void present(String path, FileStatus status) throws IOException {
      Optional<Entry> entry = DiskEntries.of(root, path, status);
      if (entry.isEmpty()) {
        return;
      }
      some = true;
      if (entry.get().isFile()) {
        layer.add(entry.get(), root.read(path));
      } else {
        layer.add(entry.get());
      }
    }

    @Override
    public void removed(String path) {
      some = true;
      layer.whiteout(path);
    }
  }
}
