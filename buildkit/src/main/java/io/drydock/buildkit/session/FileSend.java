package io.drydock.buildkit.session;

import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.grpc.Metadata;
import io.drydock.buildkit.message.Chunk;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands results to a client: a stream of bytes, or the files of a directory. */
public final class FileSend {
  private static final String METHOD = "/moby.filesync.v1.FileSend/DiffCopy";
  private static final String EXPORTER = "buildkit-attachable-exporter-id";

  private FileSend() {}

  private static GrpcStream open(ClientSession session, int exporter) {
    if (!session.offers(METHOD)) {
      throw new DrydockException(ErrorKind.UNSUPPORTED, "the client takes no files");
    }
    return session.open(METHOD, Metadata.of(Map.of(EXPORTER, String.valueOf(exporter))));
  }

  /**
   * A stream into the file that the client writes. Closing it waits until the client has all.
   *
   * @param exporter which of the build's outputs it is, counted from 0
   */
  public static OutputStream stream(ClientSession session, int exporter) {
    return new Sending(session, exporter);
  }

  /** Makes the client's directory hold the files of this one. */
  public static void directory(ClientSession session, int exporter, Path directory) {
    try (GrpcStream stream = open(session, exporter)) {
      new FileSender(stream, directory).run();
    } catch (InterruptedException e) {
      throw ClientSession.cancelled(e);
    }
  }

  /** Opens the call with the first byte: a build that fails before leaves the file alone. */
  private static final class Sending extends OutputStream {
    private static final int CHUNK = 32 << 10;

    private final ClientSession session;
    private final int exporter;
    private @Nullable GrpcStream stream;

    Sending(ClientSession session, int exporter) {
      this.session = session;
      this.exporter = exporter;
    }

    private GrpcStream stream() {
      GrpcStream known = stream;
      if (known == null) {
        known = open(session, exporter);
        stream = known;
      }
      return known;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        for (int at = offset; at < offset + length; at += CHUNK) {
          int end = Math.min(offset + length, at + CHUNK);
          stream().send(new Chunk(Arrays.copyOfRange(bytes, at, end)).encode());
        }
      } catch (InterruptedException e) {
        throw ClientSession.cancelled(e);
      }
    }

    @Override
    public void close() {
      GrpcStream known = stream;
      if (known == null) {
        return;
      }
      stream = null;
      known.closeSending();
      try {
        while (known.receive().isPresent()) {
          // The client says nothing but that it is done.
        }
      } catch (InterruptedException e) {
        throw ClientSession.cancelled(e);
      }
    }
  }
}
