package io.drydock.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A server that gives prepared answers, one for each request, and keeps the requests' heads. */
final class SmallServer implements AutoCloseable {
  private final ServerSocketChannel server;
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> heads = new ArrayList<>();
  private int connections;

  SmallServer(Path socket, String... answers) throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    this.answers.addAll(List.of(answers));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        connections++;
        talk(client);
      } catch (IOException e) {
        // the next one
      }
    }
  }

  private void talk(SocketChannel client) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(client), StandardCharsets.ISO_8859_1));
    OutputStream out = Channels.newOutputStream(client);
    String line = in.readLine();
    while (line != null && !answers.isEmpty()) {
      var head = new StringBuilder();
      int length = 0;
      while (line != null && !line.isEmpty()) {
        head.append(line).append('\n');
        if (line.startsWith("Content-Length: ")) {
          length = Integer.parseInt(line.substring(16));
        }
        line = in.readLine();
      }
      for (int i = 0; i < length; i++) {
        head.append((char) in.read());
      }
      heads.add(head.toString());
      String answer = answers.poll();
      out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
      if (answer.startsWith("HTTP/1.1 101")) {
        // Says back what it is told until the client's half is closed.
        String said = in.readLine();
        String rest = in.readLine();
        out.write(
            (said + (rest == null ? " and no more" : rest)).getBytes(StandardCharsets.US_ASCII));
        return;
      }
      line = in.readLine();
    }
  }

  List<String> heads() {
    return heads;
  }

  int connections() {
    return connections;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
