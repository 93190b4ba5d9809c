package io.drydock.build;

import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.tree.FileTree;
import java.nio.file.Path;

/** Files that a build may use, under a name. */
public sealed interface BuildContext {
  /** A directory of the host, without what the rules exclude. */
  record Directory(Path path, IgnoreRules ignore) implements BuildContext {}

  /** Any tree, as one read from a tar. */
  record Tree(FileTree files) implements BuildContext {}
}
