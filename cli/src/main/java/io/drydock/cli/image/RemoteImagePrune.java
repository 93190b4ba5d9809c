package io.drydock.cli.image;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.engine.Pruning;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Spec;
import java.io.IOException;

/** Removes images of an engine that nobody uses. */
final class RemoteImagePrune extends EngineCommand {
  private final Spec spec;

  RemoteImagePrune(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) throws IOException {
    boolean all = call.arguments().on("all");
    Filters filters = Filters.of(spec, call.arguments().all("filter"));
    filters.with("dangling", String.valueOf(!all));
    String what =
        all
            ? "all images without at least one container associated to them"
            : "all dangling images";
    boolean agreed =
        call.arguments().on("force")
            || Confirmation.given(call.session(), "WARNING! This will remove " + what + ".");
    if (agreed) {
      new Pruning(call).prune(Pruning.Kind.IMAGES, filters).print(call.out());
    }
    return 0;
  }
}
