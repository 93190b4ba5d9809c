package io.drydock.build;

import io.drydock.oci.tree.FileTree;
import java.nio.file.Path;

/** Files that a build may use, under a name. */
public sealed interface BuildContext {
  /** A directory of the host, without what the filter leaves out. */
  record Directory(Path path, Filter filter) implements BuildContext {}

  /** Any tree, as one read from a tar. */
  record Tree(FileTree files) implements BuildContext {}

  /** What of a directory belongs to the context. */
  interface Filter {
    /** Takes everything. */
    Filter ALL =
        new Filter() {
          @Override
          public boolean includes(String path) {
            return true;
          }

          @Override
          public boolean mayIncludeBelow(String directory) {
            return true;
          }
        };

    /** Whether the path ({@code a/b}, relative to the context's root) belongs to the context. */
    boolean includes(String path);

    /** Whether something below an excluded directory may belong to the context all the same. */
    boolean mayIncludeBelow(String directory);
  }
}
