package io.drydock.cli.daemon;

import com.google.gson.JsonObject;
import io.drydock.cli.frame.Arguments;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the engine is told by its file and by flags, of which flags count more. The file's names are
 * those of dockerd's {@code daemon.json} where that has them, and each is a flag as well.
 */
record EngineConfig(JsonObject file, Arguments flags) {
  /** Where the file is when nothing else is said. */
  static final Path FILE = Path.of("/etc/drydock/engine.json");

  /** Members that are read as they are, and the flag of the same name. */
  private static final List<String> STRINGS =
      List.of(
          "group",
          "tlscert",
          "tlskey",
          "tlscacert",
          "metrics-addr",
          "log-driver",
          "log-level",
          "log-format",
          "default-runtime",
          "cgroup-parent",
          "network-table",
          "network-prefix",
          "network-peers",
          "init-path",
          "exec-root");

  private static final List<String> LISTS = List.of("hosts", "dns");

  /**
   * Reads the file, which need not be there unless a flag names it.
   *
   * @throws DrydockException of kind INVALID for a name that is not known
   */
  static EngineConfig of(Arguments flags, Optional<Path> told) {
    Path path = told.orElse(FILE);
    try {
      JsonObject json = Json.object(Files.readAllBytes(path), path.toString());
      check(json, path);
      return new EngineConfig(json, flags);
    } catch (NoSuchFileException e) {
      if (told.isPresent()) {
        throw unreadable(path, "there is no such file");
      }
      return new EngineConfig(new JsonObject(), flags);
    } catch (IOException e) {
      throw unreadable(path, String.valueOf(e.getMessage()));
    }
  }

  private static DrydockException unreadable(Path path, String why) {
    return new DrydockException(ErrorKind.INVALID, "cannot read " + path + ": " + why);
  }

  private static void check(JsonObject json, Path path) {
    var known = new TreeSet<String>(STRINGS);
    known.addAll(LISTS);
    known.add("log-opts");
    known.add("default-address-pools");
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw new DrydockException(
                ErrorKind.INVALID, path + ": \"" + name + "\" is not known to the engine")
            .withHint("known are " + String.join(", ", known));
      }
    }
  }

  /** The value of that name, or empty. */
  Optional<String> string(String name) {
    return flags.value(name).or(() -> Json.string(file, name));
  }

  /**
   * The values of a list.
   *
   * @param flag that has one of them
   */
  List<String> list(String name, String flag) {
    List<String> given = flags.all(flag);
    return given.isEmpty() ? Json.strings(file, name) : given;
  }

  /** The options of logs, those of flags over those of the file. */
  Map<String, String> logOptions() {
    var options = new LinkedHashMap<>(Json.stringMap(file, "log-opts"));
    for (String each : flags.all("log-opt")) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new DrydockException(
            ErrorKind.USAGE, "invalid argument \"" + each + "\" for \"--log-opt\": not NAME=VALUE");
      }
      options.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return options;
  }

  /** Ranges that networks' subnets are cut from, as {@code base=10.0.0.0/8,size=24}; or none. */
  List<JsonObject> pools() {
    if (!flags.given("default-address-pool")) {
      return Json.children(file, "default-address-pools");
    }
    return flags.all("default-address-pool").stream().map(EngineConfig::pool).toList();
  }

  private static JsonObject pool(String text) {
    var json = new JsonObject();
    for (String pair : text.split(",")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        json.addProperty(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return json;
  }
}
