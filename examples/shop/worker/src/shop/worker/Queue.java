package shop.worker;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** As much of Redis' protocol as a queue needs. */
final class Queue implements Closeable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private Queue(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  static Queue connect(String host, int port) throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(host, port), 2000);
    return new Queue(socket);
  }

  /** The next element of the list, or null when none came in that many seconds. */
  String take(String list, int seconds) throws IOException {
    send("BRPOP", list, Integer.toString(seconds));
    int elements = number('*');
    if (elements < 0) {
      return null;
    }
    bulk();
    return bulk();
  }

  private void send(String... words) throws IOException {
    var command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
      command.append(word).append("\r\n");
    }
    out.write(command.toString().getBytes(StandardCharsets.UTF_8));
  }

  private String bulk() throws IOException {
    byte[] value = in.readNBytes(number('$'));
    line();
    return new String(value, StandardCharsets.UTF_8);
  }

  private int number(char type) throws IOException {
    String line = line();
    if (line.isEmpty() || line.charAt(0) != type) {
      throw new IOException("unexpected answer of the queue: " + line);
    }
    return Integer.parseInt(line.substring(1));
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the queue closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
