package io.drydock.build.solve;

import io.drydock.build.workroot.WorkRoot;
import io.drydock.build.workroot.WorkRoots;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.sandbox.SandboxSpec;
import io.drydock.store.Layers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A copy of all layers' files: what has changed in it makes the new layer. */
final class CopiedRoot implements StepRoot {
  private final Layers layers;
  private final WorkRoots roots;
  private final WorkRoot root;
  private final Path scratch;
  private boolean kept;

  /**
   * @param root taken from {@code roots}, and given back or closed with this
   * @param scratch an empty directory on the store's file system, removed when this is closed
   */
  CopiedRoot(Layers layers, WorkRoots roots, WorkRoot root, Path scratch) {
    this.layers = layers;
    this.roots = roots;
    this.root = root;
    this.scratch = scratch;
  }

  @Override
  public SandboxSpec.Root specification() {
    return new SandboxSpec.Root.Directory(root.path(), Optional.of(root.snapshot()));
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public Layers.Id layer() throws IOException {
    Optional<Layers.Id> changed = root.commit(layers);
    Layers.Id layer = changed.isPresent() ? changed.get() : EmptyLayer.in(layers);
    root.add(layer);
    roots.keep(root);
    kept = true;
    return layer;
  }

  @Override
  public void close() {
    RootDirectory.deleteTree(scratch);
    if (!kept) {
      root.close();
    }
  }
}
