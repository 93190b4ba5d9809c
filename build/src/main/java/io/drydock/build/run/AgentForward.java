package io.drydock.build.run;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A socket for one command that passes everything on to an ssh agent of the host. It is a socket of
 * its own because the command's user has to be let in, and because it ends with the command.
 */
public final class AgentForward implements Closeable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Path agent;
  private final Path socket;
  private final ServerSocketChannel server;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private AgentForward(Path agent, Path socket, ServerSocketChannel server) {
    this.agent = agent;
    this.socket = socket;
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param directory where the socket is made; its path has to be short
   * @throws DrydockException of kind INVALID when the agent cannot be reached
   */
  public static AgentForward start(Path agent, Path directory, int mode, int uid, int gid)
      throws IOException {
    try (var probe = SocketChannel.open(UnixDomainSocketAddress.of(agent))) {
      if (!probe.isConnected()) {
        throw new IOException("not connected");
      }
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot reach the ssh agent at " + agent, e);
    }
    Path socket = directory.resolve("agent.sock");
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Files.setAttribute(socket, "unix:mode", mode);
    Files.setAttribute(socket, "unix:uid", uid);
    Files.setAttribute(socket, "unix:gid", gid);
    var forward = new AgentForward(agent, socket, server);
    Thread.ofVirtual().name("ssh agent").start(forward::accept);
    return forward;
  }

  public Path socket() {
    return socket;
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        SocketChannel client = server.accept();
        SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(agent));
        open.add(client);
        open.add(host);
        Thread.ofVirtual().start(() -> pump(client, host));
        Thread.ofVirtual().start(() -> pump(host, client));
      }
    } catch (IOException e) {
      // Closed: the command is over, or the agent is gone and the command will see that.
    }
  }

  private void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private void close(SocketChannel channel) {
    open.remove(channel);
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing more to be done with it.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(this::close);
    Files.deleteIfExists(socket);
  }
}
