package io.drydock.buildkit;

import io.drydock.buildkit.control.ControlService;
import io.drydock.buildkit.grpc.GrpcServer;
import io.drydock.buildkit.session.ContextFolders;
import io.drydock.buildkit.session.SessionHello;
import io.drydock.buildkit.session.Sessions;
import io.netty.channel.Channel;

/** Speaks BuildKit's protocols with clients, on channels that somebody else accepted. */
public final class BuildKit {
  private final Sessions sessions = new Sessions();
  private final GrpcServer server;
  private final ContextFolders folders;

  public BuildKit(BuildSite site) {
    folders = new ContextFolders(site.contexts());
    server = new GrpcServer(new ControlService(site, sessions, folders).methods());
  }

  /**
   * Serves BuildKit's methods on the channel: what {@code POST /grpc} is upgraded to, or a
   * connection that begins with HTTP/2's preface. Called on the channel's event loop, with nothing
   * else in its pipeline that reads.
   */
  public void serve(Channel channel) {
    server.serve(channel);
  }

  /** Takes the channel, what {@code POST /session} is upgraded to, as a client's session. */
  public void accept(Channel channel, SessionHello hello) {
    sessions.accept(channel, hello);
  }

  /**
   * Removes copies of contexts that no build uses.
   *
   * @return the bytes that became free
   */
  public long pruneContexts() {
    return folders.prune();
  }
}
