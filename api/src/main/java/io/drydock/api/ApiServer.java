package io.drydock.api;

import io.drydock.api.build.BuildRoutes;
import io.drydock.api.container.ArchiveRoutes;
import io.drydock.api.container.AttachRoutes;
import io.drydock.api.container.ContainerQueries;
import io.drydock.api.container.ContainerRoutes;
import io.drydock.api.container.ExecRoutes;
import io.drydock.api.container.LogRoutes;
import io.drydock.api.container.StatsRoutes;
import io.drydock.api.http.HttpServer;
import io.drydock.api.image.CommitRoutes;
import io.drydock.api.image.ImageArchiveRoutes;
import io.drydock.api.image.ImageRoutes;
import io.drydock.api.image.ImageUsers;
import io.drydock.api.image.ImportEndpoint;
import io.drydock.api.image.TransferRoutes;
import io.drydock.api.network.NetworkRoutes;
import io.drydock.api.network.PortAuditRoutes;
import io.drydock.api.route.ApiVersion;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.api.swarm.SwarmRoutes;
import io.drydock.api.system.DismantleRoutes;
import io.drydock.api.system.SystemRoutes;
import io.drydock.api.volume.VolumeRoutes;
import io.drydock.build.ImageProvider;
import io.drydock.build.plan.ConfigChanges;
import io.drydock.buildkit.BuildKit;
import io.drydock.buildkit.control.BuildSite;
import io.drydock.core.Release;
import io.drydock.distribution.RegistrySettings;
import io.drydock.engine.Engine;
import io.drydock.engine.container.Containers;
import io.drydock.oci.ContainerConfig;
import io.netty.channel.ChannelHandler;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The Docker Engine API in service. */
public final class ApiServer implements AutoCloseable {
  private final HttpServer server;

  private ApiServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Serves all that the engine has.
   *
   * @param registries how images are found that the engine does not have
   */
  public static ApiServer start(ApiOptions options, Engine engine, RegistrySettings registries) {
    return start(options, engine, registries, List.of());
  }

  /**
   * As the other one, with further sources of images for builds.
   *
   * @param bases asked for images that the store does not have, before registries are
   */
  public static ApiServer start(
      ApiOptions options, Engine engine, RegistrySettings registries, List<ImageProvider> bases) {
    var site =
        new BuildSite(
            engine.store(),
            bases,
            registries,
            engine.options().root().root().resolve("engine/contexts"),
            Release.VERSION);
    var buildKit = new BuildKit(site);
    return serve(
        options, areas(engine, site, buildKit), engine.metrics()::answered, buildKit::server);
  }

  /** The earlier of two routes that fit wins, so areas with wider paths come later. */
  private static List<Routes> areas(Engine engine, BuildSite site, BuildKit buildKit) {
    Containers containers = engine.containers();
    RegistrySettings registries = site.registries();
    return List.of(
        new SystemRoutes(engine, registries),
        new ContainerRoutes(containers),
        new ContainerQueries(engine),
        new AttachRoutes(containers),
        new ExecRoutes(containers),
        new LogRoutes(containers),
        new StatsRoutes(containers),
        new ArchiveRoutes(containers, engine.archives()),
        new VolumeRoutes(engine.volumes(), engine.events()),
        new NetworkRoutes(engine.networks(), containers),
        new PortAuditRoutes(engine.networks()),
        new DismantleRoutes(engine),
        new BuildRoutes(site, buildKit, engine.events()),
        images(engine, registries),
        new CommitRoutes(engine),
        new SwarmRoutes());
  }

  private static Routes images(Engine engine, RegistrySettings registries) {
    var users = new ImageUsers(engine.containers()::list);
    var imports =
        new ImportEndpoint(
            engine.store(),
            engine::imageMaker,
            engine.events(),
            changes -> ConfigChanges.apply(ContainerConfig.EMPTY, changes));
    return router -> {
      new TransferRoutes(engine.store(), registries, engine.events(), imports).register(router);
      new ImageArchiveRoutes(engine.store(), engine.events()).register(router);
      new ImageRoutes(engine.store(), users, engine.events()).register(router);
    };
  }

  /**
   * Serves the areas.
   *
   * @param listener is told of each answer
   * @param grpc makes what serves gRPC on a connection that begins with HTTP/2's preface
   */
  public static ApiServer serve(
      ApiOptions options,
      List<Routes> areas,
      Router.AnswerListener listener,
      Supplier<ChannelHandler> grpc) {
    var router = new Router(headers(), areas, listener);
    return new ApiServer(HttpServer.start(options.listeners(), options.limits(), router, grpc));
  }

  private static Map<String, String> headers() {
    return Map.of(
        "Api-Version",
        ApiVersion.NEWEST.toString(),
        "Docker-Experimental",
        "false",
        "Ostype",
        "linux",
        "Server",
        "Drydock/" + Release.VERSION + " (linux)");
  }

  /** How many connections are open. */
  public int connections() {
    return server.connections();
  }

  /** The ports of TCP listeners. */
  public List<Integer> ports() {
    return server.ports();
  }

  @Override
  public void close() {
    server.close();
  }
}
