package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.flags.ContainerFlags;
import io.drydock.cli.flags.FlagValues;
import io.drydock.cli.flags.Quantities;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.container.HostConfigJson;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.Map;

/** Changes the limits of containers while they run. */
final class UpdateCommand extends EngineCommand {
  private static final Map<String, String> NUMBERS =
      Map.of(
          "blkio-weight", "BlkioWeight",
          "cpu-period", "CpuPeriod",
          "cpu-quota", "CpuQuota",
          "cpu-rt-period", "CpuRealtimePeriod",
          "cpu-rt-runtime", "CpuRealtimeRuntime",
          "cpu-shares", "CpuShares",
          "pids-limit", "PidsLimit");

  @Override
  public Spec spec() {
    return Spec.of(
            "update [OPTIONS] CONTAINER [CONTAINER...]",
            "Update configuration of one or more containers")
        .aliases("container update", "update")
        .flag(
            "blkio-weight",
            Kind.UINT16,
            "Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)")
        .flag("cpu-period", Kind.INT, "Limit CPU CFS (Completely Fair Scheduler) period")
        .flag("cpu-quota", Kind.INT, "Limit CPU CFS (Completely Fair Scheduler) quota")
        .flag("cpu-rt-period", Kind.INT, "Limit the CPU real-time period in microseconds")
        .flag("cpu-rt-runtime", Kind.INT, "Limit the CPU real-time runtime in microseconds")
        .flag("cpu-shares", 'c', Kind.INT, "CPU shares (relative weight)")
        .flag("cpus", Kind.DECIMAL, "Number of CPUs")
        .flag("cpuset-cpus", Kind.STRING, "CPUs in which to allow execution (0-3, 0,1)")
        .flag("cpuset-mems", Kind.STRING, "MEMs in which to allow execution (0-3, 0,1)")
        .flag("memory", 'm', Kind.BYTES, "Memory limit")
        .flag("memory-reservation", Kind.BYTES, "Memory soft limit")
        .flag(
            "memory-swap",
            Kind.BYTES,
            "Swap limit equal to memory plus swap: -1 to enable unlimited swap")
        .flag("pids-limit", Kind.INT, "Tune container pids limit (set -1 for unlimited)")
        .flag("restart", Kind.STRING, "Restart policy to apply when a container exits")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    JsonObject changes = changes(new FlagValues(spec(), call.arguments()), call);
    if (changes.isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID, "you must provide one or more flags when using this command");
    }
    var warnings = new ArrayList<String>();
    int code =
        call.each(name -> {
          JsonObject answer =
              call.engine()
                  .post("/containers/" + EngineClient.part(name) + "/update", new Query(), changes)
                  .object();
          warnings.addAll(Json.strings(answer, "Warnings"));
          call.out().println(name);
        });
    warnings.forEach(call.err()::println);
    return code;
  }

  private static JsonObject changes(FlagValues flags, Call call) {
    var changes = new JsonObject();
    NUMBERS.forEach((flag, member) -> {
      if (call.arguments().given(flag)) {
        changes.addProperty(member, flags.number(flag));
      }
    });
    call.arguments()
        .value("cpuset-cpus")
        .ifPresent(text -> changes.addProperty("CpusetCpus", text));
    call.arguments()
        .value("cpuset-mems")
        .ifPresent(text -> changes.addProperty("CpusetMems", text));
    flags
        .one("cpus", Quantities::nanoCpus)
        .ifPresent(each -> changes.addProperty("NanoCpus", each));
    flags.one("memory", Quantities::bytes).ifPresent(each -> changes.addProperty("Memory", each));
    flags
        .one("memory-reservation", Quantities::bytes)
        .ifPresent(each -> changes.addProperty("MemoryReservation", each));
    flags
        .one("memory-swap", Quantities::bytesOrUnlimited)
        .ifPresent(each -> changes.addProperty("MemorySwap", each));
    call.arguments()
        .value("restart")
        .ifPresent(text ->
            changes.add("RestartPolicy", HostConfigJson.write(ContainerFlags.restartPolicy(text))));
    return changes;
  }
}
