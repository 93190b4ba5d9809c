package io.drydock.engine.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.container.Resources.DeviceRequest;
import io.drydock.container.Resources.Devices;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The devices of a container, and the rules of its device control group. */
final class DeviceRules {
  private static final String ALL_ACCESS = "rwm";
  private static final int MEMORY = 1;

  /** /dev/null, /dev/zero, /dev/full, /dev/random, /dev/urandom; the runtime adds terminals. */
  private static final List<Integer> HARMLESS = List.of(3, 5, 7, 8, 9);

  private final List<Device> devices = new ArrayList<>();
  private final JsonArray rules = new JsonArray();

  private DeviceRules() {}

  /**
   * @throws DrydockException of kind INVALID for a device that the host does not have, UNSUPPORTED
   *     for those that a driver would have to give
   */
  static DeviceRules of(Devices asked, boolean privileged) {
    if (!asked.requests().isEmpty()) {
      throw noDriver(asked.requests().getFirst());
    }
    var result = new DeviceRules();
    if (privileged) {
      result.addAll(asked);
    } else {
      result.addChosen(asked);
    }
    return result;
  }

  private void addAll(Devices asked) {
    devices.addAll(Device.all());
    for (var mapped : asked.mapped()) {
      if (!mapped.pathOnHost().equals(placeOf(mapped))) {
        devices.addAll(Device.of(mapped.pathOnHost(), placeOf(mapped)));
      }
    }
    rules.add(Device.rule(true, "a", Optional.empty(), Optional.empty(), ALL_ACCESS));
  }

  private void addChosen(Devices asked) {
    rules.add(Device.rule(false, "a", Optional.empty(), Optional.empty(), ALL_ACCESS));
    for (int minor : HARMLESS) {
      rules.add(Device.rule(true, "c", Optional.of(MEMORY), Optional.of(minor), ALL_ACCESS));
    }
    for (var mapped : asked.mapped()) {
      String access = mapped.permissions().isEmpty() ? ALL_ACCESS : mapped.permissions();
      for (Device device : Device.of(mapped.pathOnHost(), placeOf(mapped))) {
        devices.add(device);
        rules.add(device.rule(access));
      }
    }
    asked.cgroupRules().forEach(each -> rules.add(parse(each)));
  }

  private static String placeOf(io.drydock.container.Resources.Device mapped) {
    return mapped.pathInContainer().isEmpty() ? mapped.pathOnHost() : mapped.pathInContainer();
  }

  /**
   * A rule as {@code --device-cgroup-rule} has it, {@code c 1:3 rwm}.
   *
   * @throws DrydockException of kind INVALID when it has another form
   */
  static JsonObject parse(String rule) {
    String[] words = rule.split(" ", -1);
    if (words.length == 3 && words[0].matches("[acb]") && words[2].matches("[rwm]{1,3}")) {
      String[] numbers = words[1].split(":", -1);
      if (numbers.length == 2 && isNumber(numbers[0]) && isNumber(numbers[1])) {
        return Device.rule(true, words[0], number(numbers[0]), number(numbers[1]), words[2]);
      }
    }
    throw new DrydockException(
        ErrorKind.INVALID, "invalid device cgroup rule format: '" + rule + "'");
  }

  private static boolean isNumber(String text) {
    return text.equals("*") || text.matches("[0-9]{1,9}");
  }

  private static Optional<Integer> number(String text) {
    return text.equals("*") ? Optional.empty() : Optional.of(Integer.valueOf(text));
  }

  private static DrydockException noDriver(DeviceRequest request) {
    return new DrydockException(
            ErrorKind.UNSUPPORTED,
            "could not select device driver \""
                + request.driver()
                + "\" with capabilities: "
                + request.capabilities().toString().replace(",", ""))
        .withHint("Drydock has no device drivers; give the container its devices with --device");
  }

  /** {@code linux.devices}. */
  JsonArray devices() {
    var json = new JsonArray();
    devices.forEach(each -> json.add(each.json()));
    return json;
  }

  /** {@code linux.resources.devices}. */
  JsonArray rules() {
    return rules;
  }
}
