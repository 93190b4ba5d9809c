package io.drydock.build.options;

import io.drydock.build.plan.Operation;
import io.drydock.build.plan.PlanRequest;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Sizes;
import java.util.List;

/** Reads what RUN gets: network, hosts, sizes. */
final class RunDefaultsReader {
  private RunDefaultsReader() {}

  static PlanRequest.RunDefaults read(BuildOptions.RunOptions options) {
    List<Operation.ExtraHost> hosts =
        options.extraHosts().stream().map(RunDefaultsReader::extraHost).toList();
    long shm = options.shmSize().isEmpty() ? 0 : Sizes.parse(options.shmSize());
    return new PlanRequest.RunDefaults(network(options.network()), hosts, "", shm);
  }

  private static Operation.Network network(String mode) {
    return switch (mode) {
      case "default", "" -> Operation.Network.DEFAULT;
      case "host" -> Operation.Network.HOST;
      case "none" -> Operation.Network.NONE;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "network mode \""
                  + mode
                  + "\" is not supported by build: give default, host or none");
    };
  }

  private static Operation.ExtraHost extraHost(String text) {
    int cut = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
    if (cut <= 0 || cut == text.length() - 1) {
      throw new DrydockException(ErrorKind.INVALID, "bad format for add-host: \"" + text + "\"");
    }
    return new Operation.ExtraHost(text.substring(0, cut), text.substring(cut + 1));
  }
}
