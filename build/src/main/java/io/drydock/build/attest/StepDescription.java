package io.drydock.build.attest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.RunMount;
import io.drydock.core.Json;
import io.drydock.oci.Platform;

/** A step in the terms of BuildKit's low-level builds: source, exec or file operation. */
final class StepDescription {
  private StepDescription() {}

  static JsonObject of(Node node) {
    var kind = new JsonObject();
    var step = new JsonObject();
    switch (node.operation()) {
      case Operation.Image image -> {
        kind.add("source", source("docker-image://" + image.reference()));
        step.add("platform", platform(image.platform()));
      }
      case Operation.Context context -> kind.add("source", source("local://" + context.name()));
      case Operation.Http http -> kind.add("source", source(http.url().toString()));
      case Operation.Git git ->
          kind.add("source", source("git://" + git.remote() + "#" + git.ref()));
      case Operation.Run run -> {
        kind.add("exec", exec(run));
        step.add("platform", platform(run.platform()));
      }
      case Operation.Copy copy -> kind.add("file", file(copy));
      case Operation.MakeDirectory make -> kind.add("file", action("mkdir", make.path()));
      case Operation.Inline inline -> kind.add("file", action("mkfile", inline.fileName()));
      default -> kind.add("source", source("scratch"));
    }
    step.add("Op", kind);
    return step;
  }

  private static JsonObject source(String identifier) {
    var source = new JsonObject();
    source.addProperty("identifier", identifier);
    return source;
  }

  private static JsonObject exec(Operation.Run run) {
    var meta = new JsonObject();
    meta.add("args", Json.array(run.args()));
    meta.add("env", Json.array(run.env()));
    meta.addProperty("cwd", run.workingDirectory());
    if (!run.user().isEmpty()) {
      meta.addProperty("user", run.user());
    }
    var mounts = new JsonArray();
    mounts.add(mount(0, "/"));
    int input = 1;
    for (RunMount each : run.mounts()) {
      mounts.add(mount(each.source().isPresent() ? input++ : -1, target(each)));
    }
    var exec = new JsonObject();
    exec.add("meta", meta);
    exec.add("mounts", mounts);
    if (run.network() != Operation.Network.DEFAULT) {
      exec.addProperty("network", run.network().name());
    }
    return exec;
  }

  private static String target(RunMount mount) {
    return switch (mount) {
      case RunMount.Bind bind -> bind.target();
      case RunMount.Cache cache -> cache.target();
      case RunMount.Tmpfs tmpfs -> tmpfs.target();
      case RunMount.Secret secret -> secret.target();
      case RunMount.Ssh ssh -> ssh.target();
    };
  }

  private static JsonObject mount(int input, String target) {
    var mount = new JsonObject();
    mount.addProperty("input", input);
    mount.addProperty("dest", target);
    return mount;
  }

  private static JsonObject file(Operation.Copy copy) {
    var actions = new JsonArray();
    int input = 1;
    for (Operation.Copy.Item each : copy.items()) {
      var details = new JsonObject();
      details.addProperty("src", "/" + each.path());
      details.addProperty("dest", copy.destination());
      var action = new JsonObject();
      action.addProperty("input", 0);
      action.addProperty("secondaryInput", input++);
      var inner = new JsonObject();
      inner.add("copy", details);
      action.add("Action", inner);
      actions.add(action);
    }
    var file = new JsonObject();
    file.add("actions", actions);
    return file;
  }

  private static JsonObject action(String kind, String path) {
    var details = new JsonObject();
    details.addProperty("path", path);
    var inner = new JsonObject();
    inner.add(kind, details);
    var action = new JsonObject();
    action.add("Action", inner);
    var actions = new JsonArray();
    actions.add(action);
    var file = new JsonObject();
    file.add("actions", actions);
    return file;
  }

  private static JsonObject platform(Platform platform) {
    var json = new JsonObject();
    json.addProperty("Architecture", platform.architecture());
    json.addProperty("OS", platform.os());
    if (!platform.variant().isEmpty()) {
      json.addProperty("Variant", platform.variant());
    }
    return json;
  }
}
