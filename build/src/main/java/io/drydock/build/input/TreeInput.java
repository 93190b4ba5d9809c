package io.drydock.build.input;

import io.drydock.build.BuildContext;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathResolver;
import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Reads the Dockerfile and the ignore file of a context that is no directory of the host.
 *
 * @param origin what errors call the context
 */
record TreeInput(FileTree files, String origin) {

  /**
   * @param file the Dockerfile's path in the context, or {@link BuildInput#STDIN}
   */
  BuildInput read(Optional<String> file, InputStream stdin) {
    if (file.filter(BuildInput.STDIN::equals).isPresent()) {
      byte[] text = BuildInput.readAll(stdin);
      return new BuildInput(
          Dockerfile.parse(BuildInput.STDIN_NAME, text), text.length, context(Optional.empty()));
    }
    String name = file.orElse(BuildInput.DEFAULT_NAME);
    byte[] text =
        content(name)
            .orElseThrow(() ->
                new DrydockException(
                        ErrorKind.NOT_FOUND,
                        "failed to read dockerfile: open "
                            + name
                            + ": no such file or directory in "
                            + origin)
                    .withHint("Name another file of the context with -f."));
    return new BuildInput(
        Dockerfile.parse(name + " in " + origin, text), text.length, context(Optional.of(name)));
  }

  private BuildContext context(Optional<String> dockerfile) {
    IgnoreRules rules =
        dockerfile
            .flatMap(name -> content(name + IgnoreFiles.NAME))
            .or(() -> content(IgnoreFiles.NAME))
            .map(bytes -> IgnoreRules.parse(IgnoreFiles.NAME, bytes))
            .orElseGet(() -> IgnoreRules.of(List.of()));
    return new BuildContext.Tree(rules.isEmpty() ? files : new FilteredTree(files, rules));
  }

  private Optional<byte[]> content(String path) {
    Optional<Entry> entry =
        new PathResolver(files).find(TreePath.cleanWithin(path)).filter(Entry::isFile);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = files.open(entry.get())) {
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + path + " in " + origin + ": " + e.getMessage(), e);
    }
  }
}
