package io.drydock.cli.image;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.ImagePull;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;

/** Has an engine pull an image. */
final class RemotePull extends EngineCommand {
  private final Spec spec;

  RemotePull(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) {
    ImageReference given = ImageReference.parse(call.name());
    boolean all = call.arguments().on("all-tags");
    boolean quiet = call.arguments().on("quiet");
    if (all && (given.tag().isPresent() || given.digest().isPresent())) {
      throw new DrydockException(ErrorKind.INVALID, "tag can't be used with --all-tags/-a");
    }
    String platform = call.arguments().value("platform", "");
    if (!all && !quiet && given.tag().isEmpty() && given.digest().isEmpty()) {
      call.out().println("Using default tag: latest");
    }
    if (all) {
      new ImagePull(call).pullAll(given, platform, quiet, call.out());
    } else {
      new ImagePull(call).pull(given, platform, quiet, call.out());
    }
    call.out().println(all ? given : given.withDefaultTag());
    return 0;
  }
}
