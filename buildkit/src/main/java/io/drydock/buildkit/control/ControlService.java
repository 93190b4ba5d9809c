package io.drydock.buildkit.control;

import io.drydock.buildkit.grpc.GrpcMethod;
import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.message.SolveRequest;
import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import io.drydock.buildkit.session.ClientSession;
import io.drydock.buildkit.session.ContextFolders;
import io.drydock.buildkit.session.FileSync;
import io.drydock.buildkit.session.SessionHello;
import io.drydock.buildkit.session.SessionStream;
import io.drydock.buildkit.session.Sessions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code moby.buildkit.v1.Control}: builds, and what is known of the builder. */
public final class ControlService {
  private static final String NAME = "/moby.buildkit.v1.Control/";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BuildSite site;
  private final Sessions sessions;
  private final Builds builds = new Builds();
  private final Results results = new Results();
  private final BuildHistory history = new BuildHistory();
  private final FileSync sync;
  private final CacheRecords cache;

  public ControlService(BuildSite site, Sessions sessions, ContextFolders folders) {
    this.site = site;
    this.sessions = sessions;
    this.sync = new FileSync(folders);
    this.cache = new CacheRecords(site.store(), folders);
  }

  /** All methods by path, the gateway's included. */
  public Map<String, GrpcMethod> methods() {
    var methods = new LinkedHashMap<String, GrpcMethod>();
    methods.put(NAME + "Info", GrpcMethod.unary((_, _) -> info()));
    methods.put(NAME + "ListWorkers", GrpcMethod.unary((_, _) -> workers()));
    methods.put(NAME + "Solve", GrpcMethod.unary((request, _) -> solve(request)));
    methods.put(NAME + "Status", this::status);
    methods.put(NAME + "Session", this::session);
    methods.put(NAME + "DiskUsage", GrpcMethod.unary((request, _) -> cache.usage(request)));
    methods.put(NAME + "Prune", cache::prune);
    methods.put(NAME + "ListenBuildHistory", history::listen);
    methods.put(
        NAME + "UpdateBuildHistory", GrpcMethod.unary((request, _) -> history.update(request)));
    methods.put("/grpc.health.v1.Health/Check", GrpcMethod.unary((_, _) -> serving()));
    methods.putAll(new GatewayService(site, builds, results).methods());
    return methods;
  }

  private static byte[] serving() {
    return new WireWriter().number(1, 1).encode();
  }

  private byte[] info() {
    byte[] version = Workers.version(site.version());
    return new WireWriter().message(1, version).encode();
  }

  private byte[] workers() {
    return new WireWriter().message(1, Workers.record(site.version())).encode();
  }

  private byte[] solve(byte[] message) throws InterruptedException {
    SolveRequest request = SolveRequest.decode(message);
    ClientSession session = sessions.await(request.session(), PATIENCE);
    var build = new ClientBuild(site, sync, session, request, results);
    builds.add(build);
    history.begin(build);
    try {
      Map<String, String> response = build.run();
      history.end(build, response);
      return new WireWriter().map(1, response).encode();
    } catch (InterruptedException | RuntimeException e) {
      history.fail(build, e);
      throw e;
    } finally {
      builds.end(build);
    }
  }

  private void status(GrpcStream stream) throws InterruptedException {
    String reference = Wire.read(stream.receiveOne()).text(1);
    BuildProgress progress = builds.progress(reference, PATIENCE);
    long position = 0;
    boolean last = false;
    while (!last) {
      BuildProgress.Part part = progress.after(position);
      for (byte[] each : part.messages()) {
        stream.send(each);
      }
      position = part.position();
      last = part.last();
    }
  }

  private void session(GrpcStream stream) throws InterruptedException {
    SessionHello hello = SessionHello.of(stream.metadata()::all);
    SessionStream.serve(stream, channel -> sessions.accept(channel, hello));
  }
}
