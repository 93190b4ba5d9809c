package io.drydock.api.build;

import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.buildkit.BuildKit;
import io.drydock.buildkit.session.SessionHello;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;

/** {@code POST /grpc} and {@code POST /session}: connections that become BuildKit's. */
public final class BuildKitRoutes implements Routes {
  private static final String PROTOCOL = "h2c";

  private final BuildKit buildKit;

  public BuildKitRoutes(BuildKit buildKit) {
    this.buildKit = buildKit;
  }

  @Override
  public void register(Router router) {
    router.post("/grpc", this::grpc);
    router.post("/session", this::session);
  }

  private void grpc(Call call) throws IOException {
    requireUpgrade(call);
    call.upgrade(PROTOCOL, buildKit.server());
  }

  private void session(Call call) throws IOException {
    requireUpgrade(call);
    call.upgrade(PROTOCOL, buildKit.session(SessionHello.of(call::headers)));
  }

  private static void requireUpgrade(Call call) {
    if (!call.wantsUpgrade()) {
      throw new DrydockException(
          ErrorKind.INVALID, "no upgrade proposed: ask for the protocol " + PROTOCOL);
    }
  }
}
