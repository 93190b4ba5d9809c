package io.drydock.build.input;

import io.drydock.build.BuildContext;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
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
    if (holdsTar(in)) {
      return new TreeInput(tars.read(in), "the context on standard input")
          .read(Optional.of(dockerfileName), InputStream.nullInputStream());
    }
    byte[] text = BuildInput.readAll(in);
    return new BuildInput(
        Dockerfile.parse(BuildInput.STDIN_NAME, text),
        text.length,
        new BuildContext.Tree(tars.empty()));
  }

  /** Whether what comes is a tar, compressed or not; takes nothing from the stream. */
  static boolean holdsTar(BufferedInputStream in) {
    try {
      in.mark(HEAD);
      byte[] head = in.readNBytes(HEAD);
      in.reset();
      return TarContexts.looksLikeTar(head);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read standard input: " + e.getMessage(), e);
    }
  }
}
