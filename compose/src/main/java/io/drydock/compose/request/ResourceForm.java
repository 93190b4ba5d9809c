package io.drydock.compose.request;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceIsolation;
import io.drydock.composefile.model.ServiceResources.BlockIo;
import io.drydock.composefile.model.ServiceResources.Cpu;
import io.drydock.composefile.model.ServiceResources.DeviceMapping;
import io.drydock.composefile.model.ServiceResources.DeviceValue;
import io.drydock.composefile.model.ServiceResources.Memory;
import io.drydock.composefile.model.ServiceResources.Ulimit;

/** The members of a {@link ServiceForm} about resources and capabilities. */
final class ResourceForm {
  private ResourceForm() {}

  static void writeIsolation(GoObject form, Service service) {
    ServiceIsolation isolation = service.isolation();
    form.object("blkio_config", service.resources().blockIo(), ResourceForm::blockIo)
        .strings("cap_add", isolation.capAdd())
        .strings("cap_drop", isolation.capDrop())
        .text("cgroup_parent", isolation.cgroupParent())
        .text("cgroup", isolation.cgroup());
  }

  static void writeCpu(GoObject form, Cpu cpu) {
    form.number("cpu_count", cpu.count())
        .number("cpu_percent", cpu.percent())
        .number("cpu_period", cpu.periodMicros())
        .number("cpu_quota", cpu.quotaMicros())
        .number("cpu_rt_period", cpu.realtimePeriodMicros())
        .number("cpu_rt_runtime", cpu.realtimeRuntimeMicros())
        .number("cpus", cpu.cpus())
        .text("cpuset", cpu.set())
        .number("cpu_shares", cpu.shares());
  }

  static void writeMemory(GoObject form, Memory memory) {
    form.bytes("mem_limit", memory.limitBytes())
        .bytes("mem_reservation", memory.reservationBytes())
        .bytes("memswap_limit", memory.swapLimitBytes())
        .bytes("mem_swappiness", memory.swappiness());
  }

  static void writeOom(GoObject form, Memory memory) {
    form.flag("oom_kill_disable", memory.oomKillDisable())
        .number("oom_score_adj", memory.oomScoreAdjustment());
  }

  private static JsonObject blockIo(BlockIo io) {
    return new GoObject()
        .number("weight", io.weight())
        .array("weight_device", io.weightDevices(), ResourceForm::weight)
        .array("device_read_bps", io.readBytesPerSecond(), ResourceForm::rate)
        .array("device_read_iops", io.readsPerSecond(), ResourceForm::rate)
        .array("device_write_bps", io.writeBytesPerSecond(), ResourceForm::rate)
        .array("device_write_iops", io.writesPerSecond(), ResourceForm::rate)
        .json();
  }

  private static JsonElement weight(DeviceValue device) {
    return new GoObject()
        .always("Path", new JsonPrimitive(device.path()))
        .always("Weight", new JsonPrimitive(device.value()))
        .json();
  }

  private static JsonElement rate(DeviceValue device) {
    return new GoObject()
        .always("Path", new JsonPrimitive(device.path()))
        .always("Rate", new JsonPrimitive(Long.toString(device.value())))
        .json();
  }

  static JsonElement device(DeviceMapping device) {
    return new GoObject()
        .text("source", device.source())
        .text("target", device.target())
        .text("permissions", device.permissions())
        .json();
  }

  /** One number where one was given. */
  static JsonElement ulimit(Ulimit limit) {
    if (limit.single()) {
      return new JsonPrimitive(limit.soft());
    }
    return new GoObject().number("soft", limit.soft()).number("hard", limit.hard()).json();
  }
}
