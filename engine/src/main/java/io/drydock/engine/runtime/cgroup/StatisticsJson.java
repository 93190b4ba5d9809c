package io.drydock.engine.runtime.cgroup;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.engine.runtime.cgroup.Statistics.BlockIo;
import io.drydock.engine.runtime.cgroup.Statistics.Cpu;
import io.drydock.engine.runtime.cgroup.Statistics.DeviceCount;
import io.drydock.engine.runtime.cgroup.Statistics.Interface;
import io.drydock.engine.runtime.cgroup.Statistics.Memory;
import io.drydock.engine.runtime.cgroup.Statistics.Throttling;
import java.util.List;
import java.util.Optional;

/** {@link Statistics} as {@code GET /containers/ID/stats} answers them. */
public final class StatisticsJson {
  private static final String NEVER = "0001-01-01T00:00:00Z";
  private static final Cpu NOTHING = new Cpu(0, 0, 0, List.of(), 0, 0, new Throttling(0, 0, 0));

  private StatisticsJson() {}

  /**
   * @param previous the sample before this one; absent for the first and with {@code one-shot}
   * @param name of the container, with its slash
   */
  public static JsonObject write(
      Statistics statistics, Optional<Statistics> previous, String name, String id) {
    JsonObject json = head(name, id);
    json.addProperty("read", statistics.read().toString());
    json.addProperty("preread", previous.map(each -> each.read().toString()).orElse(NEVER));
    var pids = new JsonObject();
    pids.addProperty("current", statistics.pids().current());
    if (statistics.pids().limit() > 0) {
      pids.addProperty("limit", statistics.pids().limit());
    }
    json.add("pids_stats", pids);
    json.add("blkio_stats", blockIo(statistics.blockIo(), statistics.memory().version()));
    json.addProperty("num_procs", 0);
    json.add("storage_stats", new JsonObject());
    json.add("cpu_stats", cpu(statistics.cpu()));
    json.add("precpu_stats", cpu(previous.map(Statistics::cpu).orElse(NOTHING)));
    json.add("memory_stats", memory(statistics.memory()));
    if (!statistics.networks().isEmpty()) {
      var networks = new JsonObject();
      statistics.networks().forEach((each, traffic) -> networks.add(each, network(traffic)));
      json.add("networks", networks);
    }
    return json;
  }

  /** What is answered for a container that does not run. */
  public static JsonObject notRunning(String name, String id) {
    JsonObject json = head(name, id);
    json.addProperty("read", NEVER);
    json.addProperty("preread", NEVER);
    json.add("pids_stats", new JsonObject());
    json.add("blkio_stats", blockIo(new BlockIo(List.of(), List.of()), 2));
    json.addProperty("num_procs", 0);
    json.add("storage_stats", new JsonObject());
    json.add("cpu_stats", cpu(NOTHING));
    json.add("precpu_stats", cpu(NOTHING));
    json.add("memory_stats", new JsonObject());
    return json;
  }

  private static JsonObject head(String name, String id) {
    var json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("id", id);
    return json;
  }

  private static JsonObject cpu(Cpu cpu) {
    var usage = new JsonObject();
    usage.addProperty("total_usage", cpu.total());
    if (!cpu.perProcessor().isEmpty()) {
      var each = new JsonArray();
      cpu.perProcessor().forEach(each::add);
      usage.add("percpu_usage", each);
    }
    usage.addProperty("usage_in_kernelmode", cpu.kernel());
    usage.addProperty("usage_in_usermode", cpu.user());
    var throttling = new JsonObject();
    throttling.addProperty("periods", cpu.throttling().periods());
    throttling.addProperty("throttled_periods", cpu.throttling().throttledPeriods());
    throttling.addProperty("throttled_time", cpu.throttling().throttledNanos());
    var json = new JsonObject();
    json.add("cpu_usage", usage);
    if (cpu.system() > 0) {
      json.addProperty("system_cpu_usage", cpu.system());
      json.addProperty("online_cpus", cpu.online());
    }
    json.add("throttling_data", throttling);
    return json;
  }

  private static JsonObject memory(Memory memory) {
    var json = new JsonObject();
    json.addProperty("usage", memory.usage());
    if (memory.version() == 1) {
      json.addProperty("max_usage", memory.maximum());
    }
    var details = new JsonObject();
    memory.details().forEach(details::addProperty);
    json.add("stats", details);
    if (memory.failures() > 0) {
      json.addProperty("failcnt", memory.failures());
    }
    json.addProperty("limit", memory.limit());
    return json;
  }

  /** The six other lists are of a scheduler that kernels no longer have. */
  private static JsonObject blockIo(BlockIo io, int version) {
    var json = new JsonObject();
    json.add("io_service_bytes_recursive", counts(io.serviceBytes(), version));
    json.add("io_serviced_recursive", version == 1 ? counts(io.serviced(), 1) : JsonNull.INSTANCE);
    for (String gone :
        List.of(
            "io_queue_recursive",
            "io_service_time_recursive",
            "io_wait_time_recursive",
            "io_merged_recursive",
            "io_time_recursive",
            "sectors_recursive")) {
      json.add(gone, version == 1 ? new JsonArray() : JsonNull.INSTANCE);
    }
    return json;
  }

  private static JsonElement counts(List<DeviceCount> counts, int version) {
    if (counts.isEmpty() && version == 2) {
      return JsonNull.INSTANCE;
    }
    var array = new JsonArray();
    for (DeviceCount each : counts) {
      var json = new JsonObject();
      json.addProperty("major", each.major());
      json.addProperty("minor", each.minor());
      json.addProperty("op", each.operation());
      json.addProperty("value", each.value());
      array.add(json);
    }
    return array;
  }

  private static JsonObject network(Interface traffic) {
    var json = new JsonObject();
    json.addProperty("rx_bytes", traffic.received().bytes());
    json.addProperty("rx_packets", traffic.received().packets());
    json.addProperty("rx_errors", traffic.received().errors());
    json.addProperty("rx_dropped", traffic.received().dropped());
    json.addProperty("tx_bytes", traffic.sent().bytes());
    json.addProperty("tx_packets", traffic.sent().packets());
    json.addProperty("tx_errors", traffic.sent().errors());
    json.addProperty("tx_dropped", traffic.sent().dropped());
    return json;
  }
}
