package io.drydock.cli.volume;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.flags.FlagValues;
import io.drydock.cli.flags.Pairs;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.Query;
import io.drydock.container.VolumeJson;
import io.drydock.container.VolumeSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.List;

/** Makes a volume. */
final class VolumeCreateCommand extends EngineCommand {
  /** Flags of volumes that a swarm shares, of which there is none here. */
  private static final List<String> OF_CLUSTERS =
      List.of(
          "availability",
          "group",
          "limit-bytes",
          "required-bytes",
          "scope",
          "secret",
          "sharing",
          "topology-preferred",
          "topology-required",
          "type");

  @Override
  public Spec spec() {
    return Spec.of("volume create [OPTIONS] [VOLUME]", "Create a volume")
        .flag(
            "availability",
            Kind.STRING,
            "Cluster Volume availability (\"active\", \"pause\", \"drain\") (default \"active\")")
        .flag("driver", 'd', Kind.STRING, "Specify volume driver name (default \"local\")")
        .flag("group", Kind.STRING, "Cluster Volume group (cluster volumes)")
        .flag("label", Kind.LIST, "Set metadata for a volume")
        .flag("limit-bytes", Kind.BYTES, "Minimum size of the Cluster Volume in bytes")
        .flag("opt", 'o', Kind.MAP, "Set driver specific options (default map[])")
        .flag("required-bytes", Kind.BYTES, "Maximum size of the Cluster Volume in bytes")
        .flag(
            "scope",
            Kind.STRING,
            "Cluster Volume access scope (\"single\", \"multi\") (default \"single\")")
        .flag("secret", Kind.MAP, "Cluster Volume secrets (default map[])")
        .flag(
            "sharing",
            Kind.STRING,
            "Cluster Volume access sharing (\"none\", \"readonly\", \"onewriter\", \"all\") "
                + "(default \"none\")")
        .flag(
            "topology-preferred",
            Kind.LIST,
            "A topology that the Cluster Volume would be preferred in")
        .flag(
            "topology-required",
            Kind.LIST,
            "A topology that the Cluster Volume must be accessible from")
        .flag(
            "type",
            Kind.STRING,
            "Cluster Volume access type (\"mount\", \"block\") (default \"block\")")
        .arguments(0, 1);
  }

  @Override
  protected int run(Call call) {
    OF_CLUSTERS.stream()
        .filter(call.arguments()::given)
        .findFirst()
        .ifPresent(each -> {
          throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "--" + each + " is not supported: it is of cluster volumes, which swarms share");
        });
    List<String> labels = new FlagValues(spec(), call.arguments()).each("label", Pairs::label);
    var volume =
        new VolumeSpec(
            call.arguments().positional().isEmpty() ? "" : call.name(),
            call.arguments().value("driver", "local"),
            Pairs.map(call.arguments().all("opt")),
            Pairs.map(labels));
    JsonObject made =
        call.engine().post("/volumes/create", new Query(), VolumeJson.write(volume)).object();
    call.out().println(Json.string(made, "Name").orElse(""));
    return 0;
  }
}
