package io.drydock.composefile.load;

import io.drydock.composefile.model.DeviceRequest;
import io.drydock.composefile.model.ServiceResources;
import io.drydock.composefile.model.ServiceResources.BlockIo;
import io.drydock.composefile.model.ServiceResources.Cpu;
import io.drydock.composefile.model.ServiceResources.DeviceMapping;
import io.drydock.composefile.model.ServiceResources.DeviceValue;
import io.drydock.composefile.model.ServiceResources.Memory;
import io.drydock.composefile.model.ServiceResources.Ulimit;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import java.util.List;

/** Reads the limits and devices of a service out of their canonical form. */
final class ResourcesReader {
  private ResourcesReader() {}

  static ServiceResources resources(Values service) {
    return new ServiceResources(
        cpu(service),
        memory(service),
        service.part("blkio_config", ResourcesReader::blockIo),
        service.number("pids_limit"),
        service.map("ulimits", ResourcesReader::ulimit),
        service.each("devices", ResourcesReader::device),
        service.texts("device_cgroup_rules"),
        service.each("gpus", ResourcesReader::deviceRequest));
  }

  private static Cpu cpu(Values service) {
    return new Cpu(
        service.decimal("cpus"),
        service.number("cpu_shares"),
        service.number("cpu_period"),
        service.number("cpu_quota"),
        service.number("cpu_rt_period"),
        service.number("cpu_rt_runtime"),
        service.number("cpu_count"),
        service.decimal("cpu_percent"),
        service.text("cpuset"));
  }

  private static Memory memory(Values service) {
    return new Memory(
        service.number("mem_limit"),
        service.number("mem_reservation"),
        service.number("memswap_limit"),
        service.number("mem_swappiness"),
        service.flag("oom_kill_disable"),
        service.number("oom_score_adj"));
  }

  private static BlockIo blockIo(Values blockIo) {
    return new BlockIo(
        blockIo.integer("weight").orElse(0),
        values(blockIo, "weight_device", "weight"),
        values(blockIo, "device_read_bps", "rate"),
        values(blockIo, "device_read_iops", "rate"),
        values(blockIo, "device_write_bps", "rate"),
        values(blockIo, "device_write_iops", "rate"));
  }

  private static List<DeviceValue> values(Values blockIo, String key, String value) {
    return blockIo.each(
        key, each -> new DeviceValue(each.require("path"), each.number(value).orElse(0)));
  }

  static Ulimit ulimit(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      Values pair = new Values(mapping);
      return new Ulimit(pair.number("soft").orElse(0), pair.number("hard").orElse(0), false);
    }
    Values single = new Values(YamlMapping.builder(node.location()).put("limit", node).build());
    long limit = single.number("limit").orElse(0);
    return new Ulimit(limit, limit, true);
  }

  private static DeviceMapping device(Values device) {
    return new DeviceMapping(
        device.require("source"), device.text("target"), device.text("permissions"));
  }

  static DeviceRequest deviceRequest(Values request) {
    return new DeviceRequest(
        request.texts("capabilities"),
        request.text("driver"),
        request.number("count").orElse(0),
        request.texts("device_ids"),
        request.textMap("options"));
  }
}
