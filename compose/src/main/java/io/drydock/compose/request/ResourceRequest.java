package io.drydock.compose.request;

import io.drydock.composefile.model.Deploy;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceResources;
import io.drydock.composefile.model.ServiceResources.DeviceMapping;
import io.drydock.container.Resources;
import io.drydock.container.Resources.BlockIo;
import io.drydock.container.Resources.Cpu;
import io.drydock.container.Resources.Device;
import io.drydock.container.Resources.DeviceRequest;
import io.drydock.container.Resources.DeviceValue;
import io.drydock.container.Resources.Devices;
import io.drydock.container.Resources.Memory;
import io.drydock.container.Resources.Ulimit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The limits of a service, its own and those of {@code deploy}, as the Engine API takes them. */
final class ResourceRequest {
  private static final Pattern CDI = Pattern.compile("[\\w.-]+/[\\w.-]+=.+");

  private ResourceRequest() {}

  static Resources resources(Service service) {
    ServiceResources own = service.resources();
    Optional<Deploy.Limits> limits = service.deploy().flatMap(Deploy::limits);
    Optional<Deploy.Reservations> reserved = service.deploy().flatMap(Deploy::reservations);
    OptionalLong pids = either(limits.map(Deploy.Limits::pids), own.pidsLimit());
    return new Resources(
        memory(own.memory(), limits, reserved),
        cpu(own.cpu(), limits),
        own.blockIo().map(ResourceRequest::blockIo).orElse(BlockIo.UNLIMITED),
        devices(own, reserved),
        pids.isPresent() ? Optional.of(pids.getAsLong()) : Optional.empty(),
        ulimits(own),
        service.isolation().cgroupParent().orElse(""),
        Math.toIntExact(own.memory().oomScoreAdjustment().orElse(0)),
        service.storage().shmSizeBytes().orElse(0));
  }

  private static OptionalLong either(Optional<OptionalLong> first, OptionalLong second) {
    return first.isPresent() && first.get().isPresent() ? first.get() : second;
  }

  private static Memory memory(
      ServiceResources.Memory own,
      Optional<Deploy.Limits> limits,
      Optional<Deploy.Reservations> reserved) {
    OptionalLong swappiness = own.swappiness();
    return new Memory(
        either(limits.map(Deploy.Limits::memoryBytes), own.limitBytes()).orElse(0),
        either(reserved.map(Deploy.Reservations::memoryBytes), own.reservationBytes()).orElse(0),
        own.swapLimitBytes().orElse(0),
        swappiness.isPresent() ? Optional.of(swappiness.getAsLong()) : Optional.empty(),
        own.oomKillDisable() ? Optional.of(true) : Optional.empty());
  }

  private static Cpu cpu(ServiceResources.Cpu own, Optional<Deploy.Limits> limits) {
    OptionalDouble limit = limits.map(Deploy.Limits::cpus).orElse(OptionalDouble.empty());
    OptionalDouble cpus = limit.isPresent() ? limit : own.cpus();
    return new Cpu(
        own.shares().orElse(0),
        BigDecimal.valueOf(cpus.orElse(0)).movePointRight(9).longValue(),
        own.periodMicros().orElse(0),
        own.quotaMicros().orElse(0),
        own.realtimePeriodMicros().orElse(0),
        own.realtimeRuntimeMicros().orElse(0),
        own.set().orElse(""),
        "");
  }

  private static BlockIo blockIo(ServiceResources.BlockIo io) {
    return new BlockIo(
        io.weight(),
        values(io.weightDevices()),
        values(io.readBytesPerSecond()),
        values(io.writeBytesPerSecond()),
        values(io.readsPerSecond()),
        values(io.writesPerSecond()));
  }

  private static List<DeviceValue> values(List<ServiceResources.DeviceValue> devices) {
    return devices.stream().map(each -> new DeviceValue(each.path(), each.value())).toList();
  }

  private static Devices devices(ServiceResources own, Optional<Deploy.Reservations> reserved) {
    var mapped = new ArrayList<Device>();
    var named = new ArrayList<String>();
    for (DeviceMapping each : own.devices()) {
      if (CDI.matcher(each.source()).matches()) {
        named.add(each.source());
      } else {
        mapped.add(
            new Device(
                each.source(),
                each.target().orElse(each.source()),
                each.permissions().orElse("rwm")));
      }
    }
    var requests = new ArrayList<DeviceRequest>();
    if (!named.isEmpty()) {
      requests.add(new DeviceRequest("cdi", 0, named, List.of(), new LinkedHashMap<>()));
    }
    own.gpus().forEach(each -> requests.add(request(each, List.of("gpu"))));
    reserved
        .map(Deploy.Reservations::devices)
        .orElse(List.of())
        .forEach(each -> requests.add(request(each, List.of())));
    return new Devices(mapped, own.deviceCgroupRules(), requests);
  }

  private static DeviceRequest request(
      io.drydock.composefile.model.DeviceRequest request, List<String> further) {
    var capabilities = new ArrayList<>(request.capabilities());
    further.stream().filter(each -> !capabilities.contains(each)).forEach(capabilities::add);
    return new DeviceRequest(
        request.driver().orElse(""),
        Math.toIntExact(request.count()),
        request.deviceIds(),
        List.of(capabilities),
        request.options());
  }

  private static List<Ulimit> ulimits(ServiceResources own) {
    var limits = new ArrayList<Ulimit>();
    own.ulimits().forEach((name, each) -> limits.add(new Ulimit(name, each.soft(), each.hard())));
    return limits;
  }
}
