package io.drydock.build.options;

import io.drydock.build.plan.Operation;
import io.drydock.build.plan.PlanRequest;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Sizes;
import java.util.List;

/** Reads what RUN gets: network, hosts, sizes. */
final class RunDefaultsReader {
  private static final List<String> LIMITS =
      List.of(
          "as",
          "core",
          "cpu",
          "data",
          "fsize",
          "locks",
          "memlock",
          "msgqueue",
          "nice",
          "nofile",
          "nproc",
          "rss",
          "rtprio",
          "rttime",
          "sigpending",
          "stack");

  private RunDefaultsReader() {}

  static PlanRequest.RunDefaults read(BuildOptions.RunOptions options) {
    List<Operation.ExtraHost> hosts =
        options.extraHosts().stream().map(RunDefaultsReader::extraHost).toList();
    return new PlanRequest.RunDefaults(
        network(options.network()),
        hosts,
        "",
        sharedMemory(options.shmSize()),
        options.ulimits().stream().map(RunDefaultsReader::limit).toList());
  }

  private static long sharedMemory(String size) {
    try {
      return size.isEmpty() ? 0 : Sizes.parse(size);
    } catch (DrydockException e) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "invalid argument \"" + size + "\" for \"--shm-size\" flag: " + e.getMessage(),
          e);
    }
  }

  /** {@code NAME=SOFT[:HARD]}; without a hard limit it is the soft one. */
  private static Operation.ResourceLimit limit(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (!LIMITS.contains(name)) {
      throw badLimit(text, "invalid ulimit type: " + name)
          .withHint("Known: " + String.join(", ", LIMITS));
    }
    String[] values = text.substring(equals + 1).split(":", -1);
    if (equals < 0 || values.length > 2) {
      throw badLimit(text, "it should be NAME=SOFT[:HARD]");
    }
    try {
      long soft = Long.parseLong(values[0]);
      long hard = values.length == 2 ? Long.parseLong(values[1]) : soft;
      if (hard != -1 && (soft > hard || soft == -1)) {
        throw badLimit(text, "the soft limit must be at most the hard limit");
      }
      return new Operation.ResourceLimit(name, soft, hard);
    } catch (NumberFormatException e) {
      throw badLimit(text, "limits are numbers, -1 for none");
    }
  }

  private static DrydockException badLimit(String text, String why) {
    return new DrydockException(
        ErrorKind.INVALID, "invalid argument \"" + text + "\" for \"--ulimit\" flag: " + why);
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
