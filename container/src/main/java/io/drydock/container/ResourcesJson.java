package io.drydock.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.container.Resources.BlockIo;
import io.drydock.container.Resources.Cpu;
import io.drydock.container.Resources.Device;
import io.drydock.container.Resources.DeviceRequest;
import io.drydock.container.Resources.DeviceValue;
import io.drydock.container.Resources.Devices;
import io.drydock.container.Resources.Memory;
import io.drydock.container.Resources.Ulimit;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.List;

/** {@code Resources} of Docker's API, whose members stand beside others in one object. */
public final class ResourcesJson {
  private static final List<String> WINDOWS =
      List.of("CpuCount", "CpuPercent", "IOMaximumIOps", "IOMaximumBandwidth");

  private ResourcesJson() {}

  /**
   * The resources among the members of a {@code HostConfig} or of an update.
   *
   * @throws DrydockException of kind INVALID for a limit that only Windows knows
   */
  public static Resources read(JsonObject json) {
    for (String each : WINDOWS) {
      if (Members.number(json, each) != 0) {
        throw new DrydockException(ErrorKind.INVALID, each + " is only known on Windows");
      }
    }
    return new Resources(
        memory(json),
        cpu(json),
        blockIo(json),
        new Devices(
            Members.each(json, "Devices", ResourcesJson::device),
            Json.strings(json, "DeviceCgroupRules"),
            Members.each(json, "DeviceRequests", ResourcesJson::deviceRequest)),
        Json.number(json, "PidsLimit"),
        Members.each(json, "Ulimits", ResourcesJson::ulimit),
        Members.string(json, "CgroupParent"),
        Members.integer(json, "OomScoreAdj"),
        Members.number(json, "ShmSize"));
  }

  private static Memory memory(JsonObject json) {
    return new Memory(
        Members.number(json, "Memory"),
        Members.number(json, "MemoryReservation"),
        Members.number(json, "MemorySwap"),
        Json.number(json, "MemorySwappiness"),
        Members.flag(json, "OomKillDisable"));
  }

  private static Cpu cpu(JsonObject json) {
    return new Cpu(
        Members.number(json, "CpuShares"),
        Members.number(json, "NanoCpus"),
        Members.number(json, "CpuPeriod"),
        Members.number(json, "CpuQuota"),
        Members.number(json, "CpuRealtimePeriod"),
        Members.number(json, "CpuRealtimeRuntime"),
        Members.string(json, "CpusetCpus"),
        Members.string(json, "CpusetMems"));
  }

  private static BlockIo blockIo(JsonObject json) {
    return new BlockIo(
        Members.integer(json, "BlkioWeight"),
        Members.each(json, "BlkioWeightDevice", each -> deviceValue(each, "Weight")),
        Members.each(json, "BlkioDeviceReadBps", each -> deviceValue(each, "Rate")),
        Members.each(json, "BlkioDeviceWriteBps", each -> deviceValue(each, "Rate")),
        Members.each(json, "BlkioDeviceReadIOps", each -> deviceValue(each, "Rate")),
        Members.each(json, "BlkioDeviceWriteIOps", each -> deviceValue(each, "Rate")));
  }

  private static DeviceValue deviceValue(JsonObject json, String key) {
    return new DeviceValue(Members.string(json, "Path"), Members.number(json, key));
  }

  private static Device device(JsonObject json) {
    return new Device(
        Members.string(json, "PathOnHost"),
        Members.string(json, "PathInContainer"),
        Members.string(json, "CgroupPermissions"));
  }

  private static DeviceRequest deviceRequest(JsonObject json) {
    return new DeviceRequest(
        Members.string(json, "Driver"),
        Members.integer(json, "Count"),
        Json.strings(json, "DeviceIDs"),
        Members.lists(json, "Capabilities"),
        Members.map(json, "Options"));
  }

  private static Ulimit ulimit(JsonObject json) {
    return new Ulimit(
        Members.string(json, "Name"), Members.number(json, "Soft"), Members.number(json, "Hard"));
  }

  /** Adds the members of the resources, without those that only a {@code HostConfig} has. */
  public static void write(JsonObject json, Resources resources) {
    write(json, resources.cpu());
    write(json, resources.memory());
    json.addProperty("CgroupParent", resources.cgroupParent());
    write(json, resources.blockIo());
    json.add("Devices", Members.array(resources.devices().mapped(), ResourcesJson::device));
    json.add("DeviceCgroupRules", Members.orNull(resources.devices().cgroupRules()));
    json.add("DeviceRequests", deviceRequests(resources.devices().requests()));
    json.add(
        "PidsLimit",
        resources.pidsLimit().<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
    json.add("Ulimits", Members.array(resources.ulimits(), ResourcesJson::ulimit));
    WINDOWS.forEach(each -> json.addProperty(each, 0));
  }

  private static void write(JsonObject json, Cpu cpu) {
    json.addProperty("CpuShares", cpu.shares());
    json.addProperty("NanoCpus", cpu.nanoCpus());
    json.addProperty("CpuPeriod", cpu.periodMicros());
    json.addProperty("CpuQuota", cpu.quotaMicros());
    json.addProperty("CpuRealtimePeriod", cpu.realtimePeriodMicros());
    json.addProperty("CpuRealtimeRuntime", cpu.realtimeRuntimeMicros());
    json.addProperty("CpusetCpus", cpu.cpus());
    json.addProperty("CpusetMems", cpu.memoryNodes());
  }

  private static void write(JsonObject json, Memory memory) {
    json.addProperty("Memory", memory.limitBytes());
    json.addProperty("MemoryReservation", memory.reservationBytes());
    json.addProperty("MemorySwap", memory.swapBytes());
    json.add("MemorySwappiness", JsonNull.INSTANCE);
    memory.swappiness().ifPresent(each -> json.addProperty("MemorySwappiness", each));
    json.add("OomKillDisable", JsonNull.INSTANCE);
    memory.oomKillDisable().ifPresent(each -> json.addProperty("OomKillDisable", each));
  }

  private static void write(JsonObject json, BlockIo blockIo) {
    json.addProperty("BlkioWeight", blockIo.weight());
    json.add("BlkioWeightDevice", values(blockIo.weightDevices(), "Weight"));
    json.add("BlkioDeviceReadBps", values(blockIo.readBytesPerSecond(), "Rate"));
    json.add("BlkioDeviceWriteBps", values(blockIo.writeBytesPerSecond(), "Rate"));
    json.add("BlkioDeviceReadIOps", values(blockIo.readsPerSecond(), "Rate"));
    json.add("BlkioDeviceWriteIOps", values(blockIo.writesPerSecond(), "Rate"));
  }

  private static JsonArray values(List<DeviceValue> values, String key) {
    return Members.array(
        values,
        each -> {
          var json = new JsonObject();
          json.addProperty("Path", each.path());
          json.addProperty(key, each.value());
          return json;
        });
  }

  private static JsonObject device(Device device) {
    var json = new JsonObject();
    json.addProperty("PathOnHost", device.pathOnHost());
    json.addProperty("PathInContainer", device.pathInContainer());
    json.addProperty("CgroupPermissions", device.permissions());
    return json;
  }

  private static JsonElement deviceRequests(List<DeviceRequest> requests) {
    return requests.isEmpty()
        ? JsonNull.INSTANCE
        : Members.array(requests, ResourcesJson::deviceRequest);
  }

  private static JsonObject deviceRequest(DeviceRequest request) {
    var json = new JsonObject();
    json.addProperty("Driver", request.driver());
    json.addProperty("Count", request.count());
    json.add("DeviceIDs", Members.orNull(request.deviceIds()));
    json.add("Capabilities", Members.lists(request.capabilities()));
    json.add("Options", Json.object(request.options()));
    return json;
  }

  private static JsonObject ulimit(Ulimit ulimit) {
    var json = new JsonObject();
    json.addProperty("Name", ulimit.name());
    json.addProperty("Hard", ulimit.hard());
    json.addProperty("Soft", ulimit.soft());
    return json;
  }
}
