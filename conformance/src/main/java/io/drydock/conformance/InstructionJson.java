package io.drydock.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.CommandLine;
import io.drydock.dockerfile.instruction.InlineFile;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Pair;
import io.drydock.dockerfile.instruction.Transfer;
import io.drydock.dockerfile.parser.Heredoc;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Instructions in the JSON form of BuildKit's command structures, without what is empty. */
final class InstructionJson {
  private InstructionJson() {}

  static JsonObject of(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Add add -> add(add);
      case Instruction.Arg arg -> type("ArgCommand", "Args", arguments(arg.arguments()));
      case Instruction.Cmd cmd -> command("CmdCommand", cmd.command());
      case Instruction.Copy copy -> copy(copy);
      case Instruction.Entrypoint entrypoint -> command("EntrypointCommand", entrypoint.command());
      case Instruction.Env env -> type("EnvCommand", "Env", pairs(env.pairs()));
      case Instruction.Expose expose -> type("ExposeCommand", "Ports", Json.array(expose.ports()));
      case Instruction.From from -> type("Stage", "BaseName", from.base());
      case Instruction.Healthcheck check -> healthcheck(check);
      case Instruction.Label label -> type("LabelCommand", "Labels", pairs(label.pairs()));
      case Instruction.Maintainer maintainer ->
          type("MaintainerCommand", "Maintainer", maintainer.author());
      case Instruction.OnBuild onBuild -> type("OnbuildCommand", "Expression", onBuild.trigger());
      case Instruction.Run run -> run(run);
      case Instruction.Shell shell -> type("ShellCommand", "Shell", Json.array(shell.words()));
      case Instruction.StopSignal stop -> type("StopSignalCommand", "Signal", stop.signal());
      case Instruction.User user -> type("UserCommand", "User", user.user());
      case Instruction.Volume volume ->
          type("VolumeCommand", "Volumes", Json.array(volume.paths()));
      case Instruction.Workdir workdir -> type("WorkdirCommand", "Path", workdir.path());
    };
  }

  private static JsonObject type(String type) {
    var json = new JsonObject();
    json.addProperty("type", type);
    return json;
  }

  private static JsonObject type(String type, String key, String value) {
    JsonObject json = type(type);
    json.addProperty(key, value);
    return json;
  }

  private static JsonObject type(String type, String key, JsonArray value) {
    JsonObject json = type(type);
    json.add(key, value);
    return json;
  }

  private static JsonObject run(Instruction.Run run) {
    JsonObject json = command("RunCommand", run.command());
    addUnlessEmpty(json, "mounts", Json.array(run.mounts()));
    if (run.network() != Instruction.Network.DEFAULT) {
      json.addProperty("network", run.network().name().toLowerCase(Locale.ROOT));
    }
    if (run.security() != Instruction.Security.SANDBOX) {
      json.addProperty("security", run.security().name().toLowerCase(Locale.ROOT));
    }
    return json;
  }

  private static JsonObject command(String type, CommandLine command) {
    JsonObject json = type(type);
    json.add("CmdLine", Json.array(command.words()));
    if (command.shellForm()) {
      json.addProperty("PrependShell", true);
    }
    var files = new JsonArray();
    for (Heredoc each : command.heredocs()) {
      var file = new JsonObject();
      file.addProperty("Name", each.name());
      file.addProperty("Data", each.content());
      file.addProperty("Chomp", each.chomp());
      files.add(file);
    }
    addUnlessEmpty(json, "Files", files);
    return json;
  }

  private static JsonObject copy(Instruction.Copy copy) {
    JsonObject json = transfer("CopyCommand", copy.transfer());
    copy.from().ifPresent(from -> json.addProperty("From", from));
    addIfTrue(json, "Parents", copy.parents());
    return json;
  }

  private static JsonObject add(Instruction.Add add) {
    JsonObject json = transfer("AddCommand", add.transfer());
    addUnlessEmpty(json, "Checksum", add.checksum());
    addIfTrue(json, "KeepGitDir", add.keepGitDirectory());
    add.unpack().ifPresent(unpack -> json.addProperty("Unpack", unpack));
    return json;
  }

  private static JsonObject transfer(String type, Transfer transfer) {
    JsonObject json = type(type, "DestPath", transfer.destination());
    addUnlessEmpty(json, "SourcePaths", Json.array(transfer.sources()));
    addUnlessEmpty(json, "Chown", transfer.chown());
    addUnlessEmpty(json, "Chmod", transfer.chmod());
    addIfTrue(json, "Link", transfer.link());
    addUnlessEmpty(json, "ExcludePatterns", Json.array(transfer.excludes()));
    var contents = new JsonArray();
    for (InlineFile each : transfer.inlineFiles()) {
      var content = new JsonObject();
      content.addProperty("Path", each.name());
      content.addProperty("Data", each.content());
      content.addProperty("Expand", each.expand());
      contents.add(content);
    }
    addUnlessEmpty(json, "SourceContents", contents);
    return json;
  }

  static JsonArray arguments(List<Argument> arguments) {
    var array = new JsonArray();
    for (Argument each : arguments) {
      var json = new JsonObject();
      json.addProperty("Key", each.name());
      json.add("Value", JsonNull.INSTANCE);
      each.defaultValue().ifPresent(value -> json.addProperty("Value", value));
      json.addProperty("DocComment", each.description());
      array.add(json);
    }
    return array;
  }

  private static JsonArray pairs(List<Pair> pairs) {
    var array = new JsonArray();
    for (Pair each : pairs) {
      var json = new JsonObject();
      json.addProperty("Key", each.key());
      json.addProperty("Value", each.value());
      json.addProperty("NoDelim", each.legacy());
      array.add(json);
    }
    return array;
  }

  private static JsonObject healthcheck(Instruction.Healthcheck check) {
    var health = new JsonObject();
    health.add("Test", Json.array(check.test()));
    addUnlessZero(health, "Interval", check.interval());
    addUnlessZero(health, "Timeout", check.timeout());
    addUnlessZero(health, "StartPeriod", check.startPeriod());
    addUnlessZero(health, "StartInterval", check.startInterval());
    if (check.retries() != 0) {
      health.addProperty("Retries", check.retries());
    }
    JsonObject json = type("HealthCheckCommand");
    json.add("Health", health);
    return json;
  }

  private static void addUnlessZero(JsonObject json, String key, Duration value) {
    if (!value.isZero()) {
      json.addProperty(key, value.toNanos());
    }
  }

  private static void addUnlessEmpty(JsonObject json, String key, String value) {
    if (!value.isEmpty()) {
      json.addProperty(key, value);
    }
  }

  private static void addUnlessEmpty(JsonObject json, String key, JsonArray value) {
    if (!value.isEmpty()) {
      json.add(key, value);
    }
  }

  private static void addIfTrue(JsonObject json, String key, boolean value) {
    if (value) {
      json.addProperty(key, true);
    }
  }
}
