package io.drydock.buildkit.session;

import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.message.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What a client has on its standard input: an archive, or a Dockerfile alone. */
public final class ClientUpload {
  private static final String METHOD = "/moby.upload.v1.Upload/Pull";
  private static final String BEGINNING = "http://buildkit-session/";

  private ClientUpload() {}

  /** Whether the URL names something that only the client has. */
  public static boolean is(String url) {
    return url.startsWith(BEGINNING);
  }

  /** The bytes behind the URL. */
  public static InputStream open(ClientSession session, String url) {
    String path = URI.create(url).getPath();
    GrpcStream stream =
        session.open(METHOD, Map.of("urlpath", path, "urlhost", "buildkit-session"));
    stream.closeSending();
    return new Pulling(stream);
  }

  private static final class Pulling extends InputStream {
    private final GrpcStream stream;
    private byte[] chunk = {};
    private int at;
    private boolean ended;

    Pulling(GrpcStream stream) {
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      while (at == chunk.length) {
        if (ended || !next()) {
          return -1;
        }
      }
      int count = Math.min(length, chunk.length - at);
      System.arraycopy(chunk, at, bytes, offset, count);
      at += count;
      return count;
    }

    private boolean next() {
      try {
        Optional<byte[]> message = stream.receive();
        ended = message.isEmpty();
        chunk = message.map(each -> Chunk.decode(each).data()).orElseGet(() -> new byte[0]);
        at = 0;
        return !ended;
      } catch (InterruptedException e) {
        throw ClientSession.cancelled(e);
      }
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
