package io.drydock.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a registry and does to its connections what networks do: passes each request on,
 * unless a fault waits for it, which cuts the connection after some bytes or answers by itself. One
 * request a connection, so that faults hit what they are meant for.
 */
final class FlakyProxy implements AutoCloseable {
  /** What goes wrong once, with the first request whose line matches. */
  private record Fault(Predicate<String> request, long bytes, boolean down, String answer) {}

  private final ServerSocket server;
  private final int target;
  private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  FlakyProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String domain() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** All request lines so far, with the Range and Authorization headers that came along. */
  List<String> requests() {
    return requests;
  }

  /** Cuts the connection after so many bytes of the answer. */
  void cutAnswer(Predicate<String> request, long bytes) {
    faults.add(new Fault(request, bytes, true, ""));
  }

  /** Cuts the connection after so many bytes of the request. */
  void cutRequest(Predicate<String> request, long bytes) {
    faults.add(new Fault(request, bytes, false, ""));
  }

  /** Answers with the status line and headers instead of asking the registry. */
  void answer(Predicate<String> request, String head) {
    faults.add(new Fault(request, 0, false, head));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
      String head = head(client.getInputStream());
      String line = head.lines().findFirst().orElse("");
      requests.add(line + headers(head));
      Fault fault = take(line);
      if (fault != null && !fault.answer.isEmpty()) {
        client
            .getOutputStream()
            .write((fault.answer + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return;
      }
      upstream.getOutputStream().write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
      long upLimit = fault != null && !fault.down ? fault.bytes : Long.MAX_VALUE;
      long downLimit = fault != null && fault.down ? fault.bytes : Long.MAX_VALUE;
      InputStream request = client.getInputStream();
      Thread.ofVirtual().start(() -> copyQuietly(request, upstream, upLimit, client));
      copy(upstream.getInputStream(), client, downLimit, upstream);
    } catch (IOException e) {
      // The other side is gone, as it may.
    }
  }

  private static void copyQuietly(InputStream in, Socket to, long limit, Socket from) {
    try {
      copy(in, to, limit, from);
    } catch (IOException e) {
      // As in serve.
    }
  }

  private static void copy(InputStream in, Socket to, long limit, Socket from) throws IOException {
    byte[] buffer = new byte[8192];
    OutputStream out = to.getOutputStream();
    long left = limit;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, (int) Math.min(n, left));
      left -= n;
      if (left <= 0) {
        out.flush();
        to.close();
        from.close();
        return;
      }
    }
  }

  private @Nullable Fault take(String line) {
    Fault fault = faults.stream().filter(each -> each.request.test(line)).findFirst().orElse(null);
    return fault != null && faults.remove(fault) ? fault : null;
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    Deque<Integer> last = new ArrayDeque<>(List.of(0, 0, 0, 0));
    while (!List.copyOf(last).equals(List.of(13, 10, 13, 10))) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("no request");
      }
      head.append((char) c);
      last.removeFirst();
      last.addLast(c);
    }
    return head.toString();
  }

  private static String headers(String head) {
    var kept = new StringBuilder();
    head.lines()
        .filter(each ->
            each.regionMatches(true, 0, "range:", 0, 6)
                || each.regionMatches(true, 0, "authorization:", 0, 14))
        .forEach(each -> kept.append(' ').append(each));
    return kept.toString();
  }

  private static String closing(String head) {
    return head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
