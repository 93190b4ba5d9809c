package io.drydock.cli.compose;

import com.google.gson.JsonObject;
import io.drydock.cli.compose.ComposeCall.Containers;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.compose.run.DownRequest;
import io.drydock.compose.run.DownRequest.Images;
import io.drydock.compose.run.Scope;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Waits until the first of some services' containers has ended, and returns its exit code. */
final class WaitCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "compose wait SERVICE [SERVICE...] [OPTIONS]",
            "Block until the first of the services' containers stops")
        .flag("down-project", Kind.BOOL, "Drops project when the first container stops")
        .arguments(1, Spec.ANY);
  }

  /** What became of one container. */
  private record End(ServiceContainer container, int code, List<DrydockException> failures) {}

  @Override
  protected int run(ComposeCall call) throws Exception {
    List<ServiceContainer> containers = call.containers(Containers.RUNNING, call.services());
    if (containers.isEmpty()) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "no containers for project \"" + call.projectName() + "\"");
    }
    BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    for (ServiceContainer each : containers) {
      Thread.ofPlatform().daemon().start(() -> ends.add(end(call, each)));
    }
    End first = ends.take();
    if (!first.failures.isEmpty()) {
      throw first.failures.getFirst();
    }
    call.out()
        .println("container \"" + first.container.name() + "\" exited with status " + first.code);
    if (call.arguments().on("down-project")) {
      Scope project = call.wholeScope();
      var request = new DownRequest(false, Images.KEEP, true, OptionalInt.empty());
      DownCommand.down(call, project, request);
    }
    return first.code;
  }

  private static End end(ComposeCall call, ServiceContainer container) {
    try {
      String path = "/containers/" + EngineClient.part(container.id()) + "/wait";
      JsonObject ended = call.engine().post(path, new Query()).object();
      int code = Math.toIntExact(Json.number(ended, "StatusCode").orElse(0L));
      return new End(container, code, List.of());
    } catch (DrydockException e) {
      return new End(container, 1, List.of(e));
    }
  }
}
