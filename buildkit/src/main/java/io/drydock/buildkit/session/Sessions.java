package io.drydock.buildkit.session;

import io.drydock.buildkit.grpc.GrpcClient;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The sessions that are open, by their names. */
public final class Sessions {
  private final Map<String, ClientSession> open = new HashMap<>();

  /**
   * Takes a channel over as a client's session. Called on the channel's event loop, with nothing
   * else in its pipeline that reads.
   */
  public void accept(Channel channel, SessionHello hello) {
    var session = new ClientSession(hello, GrpcClient.over(channel));
    synchronized (this) {
      open.put(hello.id(), session);
      notifyAll();
    }
    session.onClose(() -> forget(session));
  }

  private synchronized void forget(ClientSession session) {
    open.remove(session.id(), session);
  }

  /**
   * The session of that name, which may still be on its way.
   *
   * @throws DrydockException of kind NOT_FOUND when it does not come
   */
  public synchronized ClientSession await(String id, Duration patience)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    ClientSession session = open.get(id);
    while (session == null) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "no active session for " + id);
      }
      wait(left);
      session = open.get(id);
    }
    return session;
  }

  /** How many there are. */
  public synchronized int size() {
    return open.size();
  }
}
