package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.bake.value.CsvText;
import io.drydock.container.Resources.Device;
import io.drydock.container.Resources.DeviceRequest;
import io.drydock.container.Resources.Devices;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Devices of {@code --device}, {@code --device-cgroup-rule} and {@code --gpus}. */
final class DeviceFlags {
  private static final Pattern RULE = Pattern.compile("[acb] ([0-9]+|\\*):([0-9]+|\\*) [rwm]{1,3}");
  private static final Pattern QUALIFIED =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]/[A-Za-z][A-Za-z0-9_-]*[A-Za-z0-9]="
              + "[A-Za-z0-9]([A-Za-z0-9_.:-]*[A-Za-z0-9])?");

  private DeviceFlags() {}

  static Devices read(FlagValues flags) {
    var mapped = new ArrayList<Device>();
    var qualified = new ArrayList<String>();
    for (String each : flags.arguments().all("device")) {
      if (QUALIFIED.matcher(each).matches()) {
        qualified.add(each);
      } else {
        mapped.add(device(each));
      }
    }
    var requests = new ArrayList<DeviceRequest>(flags.each("gpus", DeviceFlags::gpus));
    if (!qualified.isEmpty()) {
      requests.add(new DeviceRequest("cdi", 0, qualified, List.of(), new LinkedHashMap<>()));
    }
    return new Devices(mapped, flags.each("device-cgroup-rule", DeviceFlags::rule), requests);
  }

  private static String rule(String text) {
    if (!RULE.matcher(text).matches()) {
      throw invalid("invalid device cgroup format '" + text + "'");
    }
    return text;
  }

  /** {@code HOST[:CONTAINER][:PERMISSIONS]}. */
  private static Device device(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 3) {
      throw invalid("bad format for path: " + text);
    }
    String permissions = "rwm";
    String inContainer = parts[0];
    if (parts.length == 3) {
      inContainer = parts[1];
      permissions = parts[2];
    } else if (parts.length == 2 && isPermissions(parts[1])) {
      permissions = parts[1];
    } else if (parts.length == 2) {
      inContainer = parts[1];
    }
    if (parts.length == 3 && !isPermissions(permissions)) {
      throw invalid("bad mode specified: " + permissions);
    }
    requireAbsolute(inContainer);
    requireAbsolute(parts[0]);
    return new Device(parts[0], inContainer, permissions);
  }

  private static void requireAbsolute(String path) {
    if (!path.startsWith("/")) {
      throw invalid(path + " is not an absolute path");
    }
  }

  private static boolean isPermissions(String text) {
    return !text.isEmpty()
        && text.length() <= 3
        && text.chars().allMatch(c -> "rwm".indexOf(c) >= 0)
        && text.chars().distinct().count() == text.length();
  }

  private static DeviceRequest gpus(String text) {
    String driver = "";
    int count = 0;
    boolean counted = false;
    List<String> devices = List.of();
    var capabilities = new ArrayList<String>();
    SequencedMap<String, String> options = new LinkedHashMap<>();
    for (String field : CsvText.fields(text)) {
      int equals = field.indexOf('=');
      String key = equals < 0 ? "count" : field.substring(0, equals);
      String value = field.substring(equals + 1);
      switch (key) {
        case "driver" -> driver = value;
        case "count" -> {
          count = count(value);
          counted = true;
        }
        case "device" -> devices = List.of(value.split(","));
        case "capabilities" -> capabilities.addAll(List.of(value.split(",")));
        case "options" -> options.putAll(Pairs.map(List.of(value.split(","))));
        default -> throw invalid("unexpected key '" + key + "' in '" + field + "'");
      }
    }
    capabilities.add("gpu");
    int wanted = counted || !devices.isEmpty() ? count : 1;
    return new DeviceRequest(driver, wanted, devices, List.of(capabilities), options);
  }

  private static int count(String text) {
    try {
      return text.equals("all") ? -1 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "invalid count ("
              + text
              + "): value must be either \"all\" or an integer: invalid syntax",
          e);
    }
  }
}
