package io.drydock.build.attest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.packages.PackageUrl;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.Result;
import io.drydock.core.SourceLocation;
import io.drydock.oci.Descriptor;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The steps that one platform's result was made with, and what they took from outside. */
final class StepGraph {
  private final Results results;
  private final List<Layers.Id> result;
  private final List<Node> nodes = new ArrayList<>();
  private final IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();
  private final Map<String, JsonObject> materials = new TreeMap<>();
  private final TreeSet<String> locals = new TreeSet<>();
  private boolean network;

  StepGraph(Results results, Plan.Target target) {
    this.results = results;
    this.result =
        results.of(target.root()) instanceof Result.Rootfs rootfs ? rootfs.ids() : List.of();
    add(target.root());
    nodes.forEach(this::note);
  }

  /** Adds a node after all that it needs; plans may be deep, so there is a stack of our own. */
  private void add(Node root) {
    var stack = new ArrayList<Node>(List.of(root));
    while (!stack.isEmpty()) {
      Node node = stack.getLast();
      List<Node> open =
          node.operation().inputs().stream().filter(each -> !numbers.containsKey(each)).toList();
      if (open.isEmpty()) {
        stack.removeLast();
        if (numbers.putIfAbsent(node, nodes.size()) == null) {
          nodes.add(node);
        }
      } else {
        stack.addAll(open);
      }
    }
  }

  private void note(Node node) {
    if (node.operation() instanceof Operation.Image image) {
      material(
          PackageUrl.image(image.reference(), image.platform()),
          image.manifest().digest().algorithm(),
          image.manifest().digest().encoded());
    } else if (node.operation() instanceof Operation.Context context) {
      locals.add(context.name());
    } else if (node.operation() instanceof Operation.Run run) {
      network |= run.network() != Operation.Network.NONE;
    } else if (results.of(node) instanceof Result.Files files) {
      files
          .origin()
          .ifPresent(origin -> material(origin.uri(), origin.algorithm(), origin.digest()));
    }
  }

  private void material(String uri, String algorithm, String digest) {
    var json = new JsonObject();
    json.addProperty("uri", uri);
    var digests = new JsonObject();
    digests.addProperty(algorithm, digest);
    json.add("digest", digests);
    materials.put(uri, json);
  }

  /** All steps, each after those it needs. */
  List<Node> nodes() {
    return nodes;
  }

  /** Images, repositories and downloads, with their digests. */
  JsonArray materials() {
    var array = new JsonArray();
    materials.values().forEach(array::add);
    return array;
  }

  Optional<JsonObject> digestOf(String uri) {
    return Optional.ofNullable(materials.get(uri)).map(each -> each.getAsJsonObject("digest"));
  }

  /** The contexts that are files of this machine. */
  List<String> locals() {
    return List.copyOf(locals);
  }

  /** Files of this machine are no materials that anybody else can get. */
  boolean knowsAllMaterials() {
    return locals.isEmpty();
  }

  /** Whether no command could reach a network, and all that came in is known. */
  boolean isHermetic() {
    return knowsAllMaterials() && !network;
  }

  /** The steps in the form of BuildKit's definitions, each after those it needs. */
  JsonObject steps() {
    var steps = new JsonArray();
    for (Node each : nodes) {
      var step = new JsonObject();
      step.addProperty("id", "step" + numbers.get(each));
      step.add("op", StepDescription.of(each));
      var inputs = new JsonArray();
      each.operation().inputs().forEach(input -> inputs.add("step" + numbers.get(input) + ":0"));
      if (!inputs.isEmpty()) {
        step.add("inputs", inputs);
      }
      steps.add(step);
    }
    var config = new JsonObject();
    config.add("llbDefinition", steps);
    return config;
  }

  /** Which lines of the Dockerfile each step comes from, and the Dockerfile. */
  JsonObject source(String name, String text) {
    var locations = new JsonObject();
    for (Node each : nodes) {
      each.location()
          .ifPresent(location -> locations.add("step" + numbers.get(each), lines(location)));
    }
    var info = new JsonObject();
    info.addProperty("filename", name);
    info.addProperty("language", "Dockerfile");
    info.addProperty(
        "data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    var infos = new JsonArray();
    infos.add(info);
    var source = new JsonObject();
    source.add("locations", locations);
    source.add("infos", infos);
    return source;
  }

  private static JsonObject lines(SourceLocation location) {
    var range = new JsonObject();
    range.add("start", line(location.line()));
    range.add("end", line(location.endLine()));
    var ranges = new JsonArray();
    ranges.add(range);
    var one = new JsonObject();
    one.add("ranges", ranges);
    var all = new JsonArray();
    all.add(one);
    var locations = new JsonObject();
    locations.add("locations", all);
    return locations;
  }

  private static JsonObject line(int number) {
    var line = new JsonObject();
    line.addProperty("line", number);
    return line;
  }

  /** Which blobs the steps' results are in the image, the base's first. */
  JsonObject layers(Images.Image image) {
    var layers = new JsonObject();
    for (Node each : nodes) {
      if (results.of(each) instanceof Result.Rootfs rootfs && isBeginning(rootfs)) {
        layers.add("step" + numbers.get(each) + ":0", chain(image, rootfs));
      }
    }
    return layers;
  }

  private boolean isBeginning(Result.Rootfs rootfs) {
    int length = rootfs.layers().size();
    return length > 0 && length <= result.size() && rootfs.ids().equals(result.subList(0, length));
  }

  private static JsonArray chain(Images.Image image, Result.Rootfs rootfs) {
    var chain = new JsonArray();
    for (Descriptor each : image.manifest().layers().subList(0, rootfs.layers().size())) {
      chain.add(each.bare().toJson());
    }
    var chains = new JsonArray();
    chains.add(chain);
    return chains;
  }
}
