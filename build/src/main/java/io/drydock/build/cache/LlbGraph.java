package io.drydock.build.cache;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.solve.StepView;
import io.drydock.core.Json;
import io.drydock.oci.Digest;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys by which BuildKit knows the steps of a plan, for those operations whose key follows from
 * the plan alone: images, RUN without mounts, WORKDIR of root, COPY and ADD of files without owner,
 * mode, link and excludes. A step that is based on another one has none.
 */
final class LlbGraph {
  private static final int DIRECTORY_MODE = 0755;

  private final Map<Node, List<LlbKey>> known = new HashMap<>();

  /** The keys of the step, any of which may be its; none when it is not known what they are. */
  synchronized List<LlbKey> keys(StepView step) throws IOException {
    var chain = new ArrayDeque<StepView>();
    StepView at = step;
    while (!known.containsKey(at.node())) {
      chain.push(at);
      Optional<Node> base = at.base();
      if (base.isEmpty()) {
        break;
      }
      at = at.input(base.get());
    }
    for (StepView each : chain) {
      known.put(each.node(), compute(each));
    }
    return known.getOrDefault(step.node(), List.of());
  }

  private List<LlbKey> compute(StepView step) throws IOException {
    Operation operation = step.node().operation();
    if (operation instanceof Operation.Image image) {
      return image(image, step);
    }
    List<LlbKey> base =
        step.base().map(node -> known.getOrDefault(node, List.of())).orElse(List.of());
    boolean scratch =
        step.base().filter(node -> node.operation() instanceof Operation.Scratch).isPresent();
    if (base.isEmpty() && !scratch) {
      return List.of();
    }
    if (operation instanceof Operation.Run run && !scratch) {
      return run(run, base);
    }
    if (operation instanceof Operation.MakeDirectory make && make.user().isEmpty()) {
      return file(List.of(directory(make)), scratch ? List.of() : List.of(base), scratch);
    }
    return operation instanceof Operation.Copy copy ? copy(copy, step, base) : List.of();
  }

  /** Known by its manifest and by its layers. */
  private static List<LlbKey> image(Operation.Image image, StepView step) {
    var manifest = new JsonObject();
    manifest.addProperty("Digest", image.manifest().digest().toString());
    manifest.addProperty("OS", image.platform().os());
    manifest.addProperty("Arch", image.platform().architecture());
    optional(manifest, "Variant", image.platform().variant());
    var keys = new ArrayList<LlbKey>();
    keys.add(source(digest(manifest).toString()));
    chain(step).ifPresent(each -> keys.add(source(each)));
    return keys;
  }

  private static Optional<String> chain(StepView step) {
    String chain = "";
    for (Digest each : step.ownDiffIds()) {
      chain = chain.isEmpty() ? each.toString() : LlbKey.of(chain + " " + each).toString();
    }
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain);
  }

  private static LlbKey source(String key) {
    return LlbKey.root(LlbKey.output(LlbKey.of("buildkit.source.v0:" + key)));
  }

  /** Older versions did not say that they remove mount points deeply. */
  private static List<LlbKey> run(Operation.Run run, List<LlbKey> base) {
    if (!run.mounts().isEmpty() || run.shmBytes() > 0) {
      return List.of();
    }
    var digests = new ArrayList<Digest>();
    for (boolean recursive : new boolean[] {true, false}) {
      var json = new JsonObject();
      json.addProperty("Type", "buildkit.exec.v0");
      json.add("Exec", exec(run, recursive));
      Platform platform = run.platform();
      json.addProperty("OS", platform.os());
      json.addProperty("Arch", platform.architecture());
      optional(json, "Variant", platform.variant());
      digests.add(LlbKey.output(digest(json)));
    }
    return List.of(new LlbKey(digests, List.of(base)));
  }

  private static JsonObject exec(Operation.Run run, boolean recursive) {
    var meta = new JsonObject();
    meta.add("args", Json.array(run.args()));
    if (!run.cacheEnv().isEmpty()) {
      meta.add("env", Json.array(run.cacheEnv()));
    }
    meta.addProperty("cwd", run.workingDirectory().isEmpty() ? "/" : run.workingDirectory());
    optional(meta, "user", run.user());
    if (!run.extraHosts().isEmpty()) {
      var hosts = new JsonArray();
      for (Operation.ExtraHost each : run.extraHosts()) {
        var host = new JsonObject();
        host.addProperty("Host", each.name());
        hosts.add(host);
      }
      meta.add("extraHosts", hosts);
    }
    optional(meta, "hostname", run.hostname());
    if (recursive) {
      meta.addProperty("removeMountStubsRecursive", true);
    }
    var exec = new JsonObject();
    exec.add("meta", meta);
    switch (run.network()) {
      case DEFAULT -> {}
      case HOST -> exec.addProperty("network", 1);
      case NONE -> exec.addProperty("network", 2);
    }
    if (run.insecure()) {
      exec.addProperty("security", 1);
    }
    return exec;
  }

  private static JsonObject directory(Operation.MakeDirectory make) {
    var json = new JsonObject();
    json.addProperty("path", make.path());
    json.addProperty("mode", DIRECTORY_MODE);
    json.addProperty("makeParents", true);
    json.addProperty("timestamp", -1);
    return json;
  }

  private static List<LlbKey> copy(Operation.Copy copy, StepView step, List<LlbKey> base)
      throws IOException {
    boolean plain =
        copy.chown().isEmpty()
            && copy.chmod().isEmpty()
            && !copy.link()
            && !copy.parents()
            && copy.excludes().isEmpty();
    Node source = copy.items().getFirst().source();
    boolean files =
        source.operation() instanceof Operation.Context || step.diffIds(source).isPresent();
    if (!plain || !files || copy.items().stream().anyMatch(each -> each.source() != source)) {
      return List.of();
    }
    Optional<Digest> content = LlbContent.of(copy, step);
    if (content.isEmpty()) {
      return List.of();
    }
    var actions = new ArrayList<JsonObject>();
    copy.items().forEach(each -> actions.add(action(copy, each)));
    List<LlbKey> taken = List.of(LlbKey.root(LlbKey.content(content.get())));
    return base.isEmpty()
        ? file(actions, List.of(taken), true)
        : file(actions, List.of(base, taken), false);
  }

  private static JsonObject action(Operation.Copy copy, Operation.Copy.Item item) {
    String path = item.path();
    var json = new JsonObject();
    json.addProperty("src", path.isEmpty() ? "/" : path.substring(path.lastIndexOf('/') + 1));
    json.addProperty("dest", copy.destination());
    json.addProperty("mode", -1);
    json.addProperty("followSymlink", true);
    json.addProperty("dirCopyContents", true);
    if (item.unpack()) {
      json.addProperty("attemptUnpackDockerCompatibility", true);
    }
    json.addProperty("createDestPath", true);
    json.addProperty("allowWildcard", true);
    json.addProperty("allowEmptyWildcard", true);
    json.addProperty("timestamp", -1);
    return json;
  }

  /**
   * Newer versions say which action works on what, but for the usual cases: a base, and as many
   * inputs as actions where there are several.
   */
  private static List<LlbKey> file(
      List<JsonObject> actions, List<List<LlbKey>> inputs, boolean scratch) {
    var digests = new ArrayList<Digest>();
    digests.add(LlbKey.output(digest(actions(actions))));
    boolean usual = !scratch && (actions.size() == 1 || actions.size() == inputs.size());
    if (!usual) {
      JsonObject said = actions(actions);
      said.add("indexes", indexes(actions.size(), inputs.size(), scratch));
      digests.add(LlbKey.output(digest(said)));
    }
    return List.of(new LlbKey(digests, inputs));
  }

  private static JsonObject actions(List<JsonObject> actions) {
    var encoded = new JsonArray();
    for (JsonObject each : actions) {
      encoded.add(Base64.getEncoder().encodeToString(goJson(each)));
    }
    var json = new JsonObject();
    json.addProperty("Type", "buildkit.file.v0");
    json.add("Actions", encoded);
    return json;
  }

  /** For each action its input, its second input (the source, if any), and its output. */
  private static JsonArray indexes(int actions, int inputs, boolean scratch) {
    int bases = scratch ? 0 : 1;
    var all = new JsonArray();
    for (int i = 0; i < actions; i++) {
      var one = new JsonArray();
      one.add(i == 0 ? bases - 1 : inputs + i - 1);
      one.add(inputs > bases ? bases : -1);
      one.add(i == actions - 1 ? 0 : -1);
      all.add(one);
    }
    return all;
  }

  private static Digest digest(JsonElement json) {
    return Digest.of(goJson(json));
  }

  /** As Go writes JSON: with what HTML does not like escaped. */
  private static byte[] goJson(JsonElement json) {
    return new String(Json.bytes(json), StandardCharsets.UTF_8)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void optional(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.addProperty(name, value);
    }
  }
}
