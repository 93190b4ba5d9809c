package io.drydock.buildkit.session;

import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.message.Chunk;
import io.drydock.buildkit.message.WireWriter;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A socket here behind which the client's ssh agent answers. */
public final class AgentSocket implements AutoCloseable {
  private static final String SERVICE = "/moby.sshforward.v1.SSH/";
  private static final String ID = "buildkit.ssh.id";
  private static final int CHUNK = 32 << 10;

  private final ClientSession session;
  private final String id;
  private final Path path;
  private final ServerSocketChannel server;

  private AgentSocket(ClientSession session, String id, Path path, ServerSocketChannel server) {
    this.session = session;
    this.id = id;
    this.path = path;
    this.server = server;
  }

  /**
   * The client's agent of that name; empty when it has none.
   *
   * @param path of the socket to be made; short, as sockets' paths are
   */
  public static Optional<AgentSocket> open(ClientSession session, String id, Path path) {
    byte[] question = new WireWriter().text(1, id).encode();
    if (session.askIfKnown(SERVICE + "CheckAgent", question).isEmpty()) {
      return Optional.empty();
    }
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path));
      var socket = new AgentSocket(session, id, path, server);
      Thread.ofVirtual().name("ssh agent " + id).start(socket::accept);
      return Optional.of(socket);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot make the socket " + path, e);
    }
  }

  /** As the client calls it. */
  public String id() {
    return id;
  }

  public Path path() {
    return path;
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        SocketChannel connection = server.accept();
        Thread.ofVirtual().name("ssh agent connection").start(() -> forward(connection));
      }
    } catch (IOException e) {
      // Closed: the build is over.
    }
  }

  private void forward(SocketChannel connection) {
    try (connection;
        GrpcStream stream = session.open(SERVICE + "ForwardAgent", Map.of(ID, id))) {
      Thread answering =
          Thread.ofVirtual().name("ssh agent answers").start(() -> answers(connection, stream));
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      while (connection.read(buffer) >= 0) {
        stream.send(new Chunk(Arrays.copyOf(buffer.array(), buffer.position())).encode());
        buffer.clear();
      }
      stream.closeSending();
      answering.join();
    } catch (IOException | DrydockException e) {
      // Either side may leave when it likes; the program that asked sees its connection end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answers(SocketChannel connection, GrpcStream stream) {
    try (connection) {
      for (Optional<byte[]> next = stream.receive(); next.isPresent(); next = stream.receive()) {
        ByteBuffer data = ByteBuffer.wrap(Chunk.decode(next.get()).data());
        while (data.hasRemaining()) {
          connection.write(data);
        }
      }
    } catch (IOException | DrydockException e) {
      // As above.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot remove the socket " + path, e);
    }
  }
}
