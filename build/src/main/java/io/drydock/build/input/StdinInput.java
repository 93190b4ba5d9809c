package io.drydock.build.input;

import io.drydock.build.BuildContext;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Tells a tar on standard input from a Dockerfile, and reads either. */
final class StdinInput {
  /** As much as it takes to see a tar's magic. */
  private static final int HEAD = 512;

  private StdinInput() {}

  static BuildInput read(InputStream stdin, String dockerfileName, TarContexts tars) {
    var in = new BufferedInputStream(stdin, 64 * 1024);
    if (!TarContexts.looksLikeTar(head(in))) {
      byte[] text = BuildInput.readAll(in);
      return new BuildInput(
          Dockerfile.parse(BuildInput.STDIN_NAME, text),
          text.length,
          new BuildContext.Tree(tars.empty()));
    }
    FileTree files = tars.read(in);
    byte[] text =
        content(files, dockerfileName)
            .orElseThrow(() ->
                new DrydockException(
                    ErrorKind.NOT_FOUND,
                    "failed to read dockerfile: open "
                        + dockerfileName
                        + ": no such file or directory in the context on standard input"));
    IgnoreRules rules =
        content(files, dockerfileName + IgnoreFiles.NAME)
            .or(() -> content(files, IgnoreFiles.NAME))
            .map(bytes -> IgnoreRules.parse(IgnoreFiles.NAME, bytes))
            .orElseGet(() -> IgnoreRules.of(java.util.List.of()));
    FileTree kept = rules.isEmpty() ? files : new FilteredTree(files, rules);
    return new BuildInput(
        Dockerfile.parse(dockerfileName + " in the context on standard input", text),
        text.length,
        new BuildContext.Tree(kept));
  }

  private static byte[] head(BufferedInputStream in) {
    try {
      in.mark(HEAD);
      byte[] head = in.readNBytes(HEAD);
      in.reset();
      return head;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read standard input: " + e.getMessage(), e);
    }
  }

  private static Optional<byte[]> content(FileTree files, String path) {
    Optional<Entry> entry = files.find(path).filter(Entry::isFile);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = files.open(entry.get())) {
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + path + " of the context: " + e.getMessage(), e);
    }
  }
}
