package io.drydock.buildkit.control;

import io.drydock.build.BuildEvent;
import io.drydock.build.BuildListener;
import io.drydock.buildkit.message.DockerfileText;
import io.drydock.buildkit.message.StatusMessage;
import io.drydock.oci.Digest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has happened in a build so far, for those who follow it from its beginning. */
final class BuildProgress implements BuildListener {
  /** Bytes that are kept for readers who are behind; the oldest go first. */
  private static final long KEPT = 16 << 20;

  private final Deque<byte[]> messages = new ArrayDeque<>();
  private final Map<Digest, Instant> started = new HashMap<>();
  private long first;
  private long bytes;
  private boolean ended;
  private volatile Optional<DockerfileText> dockerfile = Optional.empty();

  /** Knows from now on what warnings are about. */
  void about(DockerfileText file) {
    dockerfile = Optional.of(file);
  }

  /** What warnings, and errors of the frontend, are about. */
  Optional<DockerfileText> dockerfile() {
    return dockerfile;
  }

  @Override
  public void on(BuildEvent event) {
    synchronized (this) {
      Instant begun = started.computeIfAbsent(event.vertex().digest(), _ -> event.time());
      add(StatusMessage.of(event, begun, dockerfile));
    }
  }

  /** Adds a message of {@code Control.Status}. */
  synchronized void add(byte[] message) {
    messages.add(message);
    bytes += message.length;
    while (bytes > KEPT) {
      bytes -= messages.remove().length;
      first++;
    }
    notifyAll();
  }

  /** The bytes that are kept for readers. */
  synchronized long bytes() {
    return bytes;
  }

  /** Nothing more happens. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * What has happened since; waits for more to happen.
   *
   * @param position how many messages the reader knows, of all there have been
   */
  synchronized Part after(long position) throws InterruptedException {
    while (position >= first + messages.size() && !ended) {
      wait();
    }
    var part = new ArrayList<byte[]>();
    long at = first;
    for (byte[] each : messages) {
      if (at >= position) {
        part.add(each);
      }
      at++;
    }
    return new Part(part, at, ended);
  }

  /**
   * Some messages.
   *
   * @param position behind them
   * @param last whether no more follow
   */
  record Part(List<byte[]> messages, long position, boolean last) {}
}
