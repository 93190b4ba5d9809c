package io.drydock.engine.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.container.Resources;
import io.drydock.container.Resources.BlockIo;
import io.drydock.container.Resources.Cpu;
import io.drydock.container.Resources.DeviceValue;
import io.drydock.container.Resources.Memory;
import io.drydock.linux.syscall.FileStatus;
import java.util.List;

/**
 * Resources as the runtime specification has them (config-linux.md, "Control groups"), for a new
 * container and for an update of a running one.
 */
final class LimitsJson {
  private static final long DEFAULT_PERIOD_MICROS = 100_000;
  private static final long NANOS = 1_000_000_000;

  private LimitsJson() {}

  /** {@code linux.resources} but for the devices. */
  static JsonObject write(Resources resources) {
    var json = new JsonObject();
    add(json, "memory", memory(resources.memory()));
    add(json, "cpu", cpu(resources.cpu()));
    add(json, "blockIO", blockIo(resources.blockIo()));
    resources
        .pidsLimit()
        .ifPresent(limit -> {
          var pids = new JsonObject();
          pids.addProperty("limit", limit <= 0 ? -1 : limit);
          json.add("pids", pids);
        });
    return json;
  }

  private static void add(JsonObject json, String name, JsonObject group) {
    if (!group.isEmpty()) {
      json.add(name, group);
    }
  }

  private static JsonObject memory(Memory memory) {
    var json = new JsonObject();
    addPositive(json, "limit", memory.limitBytes());
    addPositive(json, "reservation", memory.reservationBytes());
    if (memory.swapBytes() != 0) {
      json.addProperty("swap", memory.swapBytes());
    }
    memory
        .swappiness()
        .filter(each -> each >= 0)
        .ifPresent(each -> json.addProperty("swappiness", each));
    memory
        .oomKillDisable()
        .filter(each -> each)
        .ifPresent(each -> json.addProperty("disableOOMKiller", each));
    return json;
  }

  private static JsonObject cpu(Cpu cpu) {
    var json = new JsonObject();
    addPositive(json, "shares", cpu.shares());
    if (cpu.nanoCpus() > 0) {
      json.addProperty("period", DEFAULT_PERIOD_MICROS);
      json.addProperty("quota", cpu.nanoCpus() * DEFAULT_PERIOD_MICROS / NANOS);
    }
    addPositive(json, "period", cpu.periodMicros());
    if (cpu.quotaMicros() != 0) {
      json.addProperty("quota", cpu.quotaMicros());
    }
    addPositive(json, "realtimePeriod", cpu.realtimePeriodMicros());
    addPositive(json, "realtimeRuntime", cpu.realtimeRuntimeMicros());
    if (!cpu.cpus().isEmpty()) {
      json.addProperty("cpus", cpu.cpus());
    }
    if (!cpu.memoryNodes().isEmpty()) {
      json.addProperty("mems", cpu.memoryNodes());
    }
    return json;
  }

  private static JsonObject blockIo(BlockIo io) {
    var json = new JsonObject();
    addPositive(json, "weight", io.weight());
    addDevices(json, "weightDevice", "weight", io.weightDevices());
    addDevices(json, "throttleReadBpsDevice", "rate", io.readBytesPerSecond());
    addDevices(json, "throttleWriteBpsDevice", "rate", io.writeBytesPerSecond());
    addDevices(json, "throttleReadIOPSDevice", "rate", io.readsPerSecond());
    addDevices(json, "throttleWriteIOPSDevice", "rate", io.writesPerSecond());
    return json;
  }

  private static void addDevices(
      JsonObject json, String name, String value, List<DeviceValue> devices) {
    if (devices.isEmpty()) {
      return;
    }
    var array = new JsonArray();
    for (DeviceValue each : devices) {
      FileStatus node = Device.node(each.path());
      var device = new JsonObject();
      device.addProperty("major", node.major());
      device.addProperty("minor", node.minor());
      device.addProperty(value, each.value());
      array.add(device);
    }
    json.add(name, array);
  }

  private static void addPositive(JsonObject json, String name, long value) {
    if (value > 0) {
      json.addProperty(name, value);
    }
  }
}
