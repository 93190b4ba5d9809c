package io.drydock.cli.volume;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** Changes a volume that a swarm shares; there are none here, so it only says that. */
final class VolumeUpdateCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("volume update [OPTIONS] [VOLUME]", "Update a volume (cluster volumes only)")
        .flag(
            "availability",
            Kind.STRING,
            "Cluster Volume availability (\"active\", \"pause\", \"drain\") (default \"active\")")
        .arguments(1, 1);
  }

  @Override
  protected int run(Call call) {
    throw new DrydockException(
        ErrorKind.UNSUPPORTED,
        "volume update is not supported: it is of cluster volumes, which swarms share");
  }
}
