package io.drydock.client;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** One way to an engine and back: bytes in, bytes out, each end closed on its own. */
abstract class Connection implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final InputStream in;
  private final OutputStream out;

  Connection(InputStream in, OutputStream out) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    this.out = out;
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Tells the other side that nothing more is sent; what it sends is still read. */
  abstract void closeOutput() throws IOException;

  @Override
  public abstract void close();

  /**
   * A new connection.
   *
   * @throws DrydockException of kind UNAVAILABLE when nobody answers there
   */
  static Connection open(EngineEndpoint endpoint) {
    EngineAddress address = endpoint.address();
    try {
      return switch (address.transport()) {
        case UNIX -> unix(address);
        case TCP -> tcp(endpoint);
        case SSH -> ssh(address);
      };
    } catch (IOException | java.nio.channels.UnresolvedAddressException e) {
      throw unreachable(address, e);
    }
  }

  static DrydockException unreachable(EngineAddress address, Exception cause) {
    return new DrydockException(
        ErrorKind.UNAVAILABLE,
        "Cannot connect to the Docker daemon at " + address + ". Is the docker daemon running?",
        cause);
  }

  private static Connection unix(EngineAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(address.path()));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new OfChannel(channel);
  }

  private static Connection tcp(EngineEndpoint endpoint) throws IOException {
    EngineAddress address = endpoint.address();
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(new InetSocketAddress(address.host(), address.port()));
      return endpoint.tls().isPresent()
          ? new OfSocket(Encryption.over(channel, address, endpoint.tls().get()))
          : new OfChannel(channel);
    } catch (IOException | java.nio.channels.UnresolvedAddressException | DrydockException e) {
      channel.close();
      throw e;
    }
  }

  /** The engine's socket through the host's ssh, as docker reaches it. */
  private static Connection ssh(EngineAddress address) throws IOException {
    var words = new ArrayList<String>(List.of("ssh", "-T"));
    if (address.port() != 0) {
      words.addAll(List.of("-p", String.valueOf(address.port())));
    }
    words.addAll(List.of("-o", "ConnectTimeout=30", "--", address.host()));
    words.addAll(List.of("docker", "system", "dial-stdio"));
    return new OfProcess(
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private static final class OfChannel extends Connection {
    private final SocketChannel channel;

    OfChannel(SocketChannel channel) {
      super(Channels.newInputStream(channel), Channels.newOutputStream(channel));
      this.channel = channel;
    }

    @Override
    void closeOutput() throws IOException {
      channel.shutdownOutput();
    }

    @Override
    public void close() {
      Quietly.close(channel);
    }
  }

  private static final class OfSocket extends Connection {
    private final SSLSocket socket;

    OfSocket(SSLSocket socket) throws IOException {
      super(socket.getInputStream(), socket.getOutputStream());
      this.socket = socket;
    }

    @Override
    void closeOutput() throws IOException {
      socket.shutdownOutput();
    }

    @Override
    public void close() {
      Quietly.close(socket);
    }
  }

  private static final class OfProcess extends Connection {
    private final Process process;

    OfProcess(Process process) {
      super(process.getInputStream(), process.getOutputStream());
      this.process = process;
    }

    @Override
    void closeOutput() throws IOException {
      out().close();
    }

    @Override
    public void close() {
      Quietly.close(out());
      process.destroy();
    }
  }
}
