package io.drydock.build.solve;

import io.drydock.oci.Descriptor;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Layers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node of the plan came to. */
public sealed interface Result {
  /**
   * A layer of a root file system.
   *
   * @param created when a step made it; empty for those of a base image
   * @param blob as the base image's manifest lists it; empty for those that a step made
   */
  record Layer(Layers.Id id, Optional<Instant> created, Optional<Descriptor> blob) {}

  /** A root file system: layers, the base first. */
  record Rootfs(List<Layer> layers) implements Result {
    public Rootfs {
      layers = List.copyOf(layers);
    }

    public Rootfs with(Layer layer) {
      var more = new ArrayList<>(layers);
      more.add(layer);
      return new Rootfs(more);
    }

    public List<Layers.Id> ids() {
      return layers.stream().map(Layer::id).toList();
    }
  }

  /**
   * Files that came in from outside.
   *
   * @param identity what tells them from other files; empty where only a look at them does
   * @param origin where anybody can get them; empty for files of this machine
   */
  record Files(FileTree tree, Optional<String> identity, Optional<Origin> origin)
      implements Result {
    /** Files of this machine. */
    public Files(FileTree tree, Optional<String> identity) {
      this(tree, identity, Optional.empty());
    }
  }

  /**
   * Where something comes from, and what it was then.
   *
   * @param algorithm of the digest: {@code sha256}, {@code sha1} for a commit
   */
  record Origin(String uri, String algorithm, String digest) {}
}
