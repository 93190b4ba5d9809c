package io.drydock.buildkit;

import io.drydock.buildkit.control.BuildSite;
import io.drydock.buildkit.control.ControlService;
import io.drydock.buildkit.grpc.GrpcServer;
import io.drydock.buildkit.session.ContextFolders;
import io.drydock.buildkit.session.SessionHello;
import io.drydock.buildkit.session.Sessions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import java.util.function.Consumer;

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
   * What serves BuildKit's methods on a channel: what {@code POST /grpc} is upgraded to, or a
   * connection that begins with HTTP/2's preface. For one channel, in which nothing else reads.
   */
  public ChannelHandler server() {
    return handler(server::serve);
  }

  /** What makes a client's session of a channel: what {@code POST /session} is upgraded to. */
  public ChannelHandler session(SessionHello hello) {
    return handler(channel -> sessions.accept(channel, hello));
  }

  private static ChannelHandler handler(Consumer<Channel> begin) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        begin.accept(channel);
      }
    };
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
