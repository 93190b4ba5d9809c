package io.drydock.build.attest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.AttestationOptions;
import io.drydock.build.Invocation;
import io.drydock.build.plan.Plan;
import io.drydock.core.Json;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a build's images were made: predicates of SLSA 1.0 or 0.2, with the members that BuildKit
 * fills in (BuildKit's slsa-definitions.md).
 */
public final class Provenance {
  private static final String TYPE_1 =
      "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md";
  private static final String TYPE_02 = "https://mobyproject.org/buildkit@v1";
  private static final String FRONTEND = "dockerfile.v0";

  private final Invocation invocation;
  private final Results results;
  private final Instant started;
  private final String id = Identifiers.random();
  private final Map<String, String> repository;

  /**
   * @param results what the plan's nodes came to
   * @param started when the build began
   */
  public Provenance(Invocation invocation, Results results, Instant started) {
    this.invocation = invocation;
    this.results = results;
    this.started = started;
    this.repository = invocation.directory().map(Checkout::describe).orElse(Map.of());
  }

  /** Names the invocation. */
  public String id() {
    return id;
  }

  /** The predicate about the platform's result; {@code image} if it is one. */
  JsonObject predicate(
      AttestationOptions.Provenance options, Plan.Target target, Optional<Images.Image> image) {
    var graph = new StepGraph(results, target);
    return options.slsa1() ? slsa1(options, graph, image) : slsa02(options, graph, image);
  }

  private JsonObject slsa1(
      AttestationOptions.Provenance options, StepGraph graph, Optional<Images.Image> image) {
    var definition = new JsonObject();
    definition.addProperty("buildType", TYPE_1);
    var external = new JsonObject();
    external.add("configSource", configSource(graph, "path"));
    external.add("request", request(options, graph));
    definition.add("externalParameters", external);
    var internal = new JsonObject();
    if (options.max()) {
      internal.add("buildConfig", graph.steps());
    }
    internal.addProperty("builderPlatform", Platform.host().toString());
    definition.add("internalParameters", internal);
    definition.add("resolvedDependencies", graph.materials());

    var metadata = new JsonObject();
    metadata.addProperty("invocationId", id);
    metadata.addProperty("startedOn", time(started));
    metadata.addProperty("finishedOn", time(Instant.now()));
    metadata.add("buildkit_metadata", metadata(options, graph, image));
    metadata.addProperty("buildkit_hermetic", graph.isHermetic());
    var complete = new JsonObject();
    complete.addProperty("request", isRequestComplete(options));
    complete.addProperty("resolvedDependencies", graph.knowsAllMaterials());
    metadata.add("buildkit_completeness", complete);
    metadata.addProperty("buildkit_reproducible", options.reproducible());

    var details = new JsonObject();
    details.add("builder", builder(options));
    details.add("metadata", metadata);
    var predicate = new JsonObject();
    predicate.add("buildDefinition", definition);
    predicate.add("runDetails", details);
    return predicate;
  }

  private JsonObject slsa02(
      AttestationOptions.Provenance options, StepGraph graph, Optional<Images.Image> image) {
    var predicate = new JsonObject();
    predicate.add("builder", builder(options));
    predicate.addProperty("buildType", TYPE_02);
    predicate.add("materials", graph.materials());
    var call = new JsonObject();
    call.add("configSource", configSource(graph, "entryPoint"));
    call.add("parameters", request(options, graph));
    var environment = new JsonObject();
    environment.addProperty("platform", Platform.host().toString());
    call.add("environment", environment);
    predicate.add("invocation", call);
    if (options.max()) {
      predicate.add("buildConfig", graph.steps());
    }
    var metadata = new JsonObject();
    metadata.addProperty("buildInvocationID", id);
    metadata.addProperty("buildStartedOn", time(started));
    metadata.addProperty("buildFinishedOn", time(Instant.now()));
    var complete = new JsonObject();
    complete.addProperty("parameters", isRequestComplete(options));
    complete.addProperty("environment", true);
    complete.addProperty("materials", graph.knowsAllMaterials());
    metadata.add("completeness", complete);
    metadata.addProperty("reproducible", options.reproducible());
    if (graph.isHermetic()) {
      metadata.addProperty(TYPE_02 + "#hermetic", true);
    }
    metadata.add(TYPE_02 + "#metadata", metadata(options, graph, image));
    predicate.add("metadata", metadata);
    return predicate;
  }

  private static JsonObject builder(AttestationOptions.Provenance options) {
    var builder = new JsonObject();
    builder.addProperty("id", options.builderId());
    return builder;
  }

  /** Arguments may hold what is nobody's business, so only the full account has their values. */
  private boolean isRequestComplete(AttestationOptions.Provenance options) {
    return options.max() || visibleArguments(options).size() == invocation.arguments().size();
  }

  private Map<String, String> visibleArguments(AttestationOptions.Provenance options) {
    var visible = new TreeMap<String, String>();
    invocation
        .arguments()
        .forEach((name, value) -> {
          if (options.max() || !(name.startsWith("build-arg:") || name.startsWith("label:"))) {
            visible.put(name, value);
          }
        });
    return visible;
  }

  private JsonObject configSource(StepGraph graph, String pathMember) {
    var source = new JsonObject();
    if (!invocation.contextUri().isEmpty()) {
      source.addProperty("uri", invocation.contextUri());
      graph.digestOf(invocation.contextUri()).ifPresent(digest -> source.add("digest", digest));
    }
    source.addProperty(pathMember, invocation.dockerfile());
    return source;
  }

  private JsonObject request(AttestationOptions.Provenance options, StepGraph graph) {
    var request = new JsonObject();
    request.addProperty("frontend", FRONTEND);
    Map<String, String> arguments = visibleArguments(options);
    if (!arguments.isEmpty()) {
      request.add("args", Json.object(arguments));
    }
    if (options.max()) {
      named(request, "secrets", "id", invocation.secrets());
      named(request, "ssh", "id", invocation.sshAgents());
    }
    var locals = new ArrayList<>(graph.locals());
    if (invocation.contextUri().isEmpty()) {
      locals.add("dockerfile");
    }
    named(request, "locals", "name", locals);
    return request;
  }

  private static void named(JsonObject to, String list, String member, List<String> values) {
    if (!values.isEmpty()) {
      var array = new JsonArray();
      for (String each : values) {
        var object = new JsonObject();
        object.addProperty(member, each);
        array.add(object);
      }
      to.add(list, array);
    }
  }

  private JsonObject metadata(
      AttestationOptions.Provenance options, StepGraph graph, Optional<Images.Image> image) {
    var metadata = new JsonObject();
    if (!repository.isEmpty()) {
      metadata.add("vcs", Json.object(repository));
    }
    if (options.max()) {
      metadata.add("source", graph.source(invocation.dockerfile(), invocation.source()));
      image.ifPresent(each -> metadata.add("layers", graph.layers(each)));
    }
    return metadata;
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
