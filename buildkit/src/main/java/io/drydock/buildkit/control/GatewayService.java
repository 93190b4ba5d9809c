package io.drydock.buildkit.control;

import io.drydock.buildkit.grpc.GrpcMethod;
import io.drydock.buildkit.grpc.Metadata;
import io.drydock.buildkit.message.FrontendRequest;
import io.drydock.buildkit.message.ReturnRequest;
import io.drydock.buildkit.message.StatusMessage;
import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code moby.buildkit.v1.frontend.LLBBridge}: what clients do that run the frontend of a build
 * themselves. Which build it is stands in the call's metadata.
 */
final class GatewayService {
  private static final String NAME = "/moby.buildkit.v1.frontend.LLBBridge/";
  private static final String BUILD = "buildkit-controlapi-buildid";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What clients ask about before they use it. */
  private static final List<String> FRONTEND_CAPABILITIES =
      List.of(
          "solve.base",
          "solve.inlinereturn",
          "importcaches",
          "return",
          "returnmap",
          "reference.output",
          "frontend.inputs",
          "gateway.solve.metadata",
          "gateway.evaluate",
          "gateway.evaluate.solve",
          "gateway.warnings");

  private final BuildSite site;
  private final Builds builds;
  private final Results results;

  GatewayService(BuildSite site, Builds builds, Results results) {
    this.site = site;
    this.builds = builds;
    this.results = results;
  }

  Map<String, GrpcMethod> methods() {
    var methods = new LinkedHashMap<String, GrpcMethod>();
    methods.put(NAME + "Ping", GrpcMethod.unary((_, _) -> pong()));
    methods.put(NAME + "Solve", GrpcMethod.unary(this::solve));
    methods.put(NAME + "Return", GrpcMethod.unary(this::complete));
    methods.put(NAME + "Evaluate", GrpcMethod.unary(this::evaluate));
    methods.put(NAME + "Warn", GrpcMethod.unary(this::warn));
    methods.put(NAME + "Inputs", GrpcMethod.unary((_, _) -> new byte[0]));
    return methods;
  }

  private ClientBuild build(Metadata metadata) throws InterruptedException {
    String reference =
        metadata
            .first(BUILD)
            .orElseThrow(
                () -> new DrydockException(ErrorKind.INVALID, "the call names no build: " + BUILD));
    return builds.await(reference, PATIENCE);
  }

  private byte[] pong() {
    var out = new WireWriter();
    for (String each : FRONTEND_CAPABILITIES) {
      out.message(1, new WireWriter().text(1, each).flag(2, true).encode());
    }
    return out.message(3, Workers.record(site.version())).encode();
  }

  private byte[] solve(byte[] message, Metadata metadata) throws InterruptedException {
    ClientBuild build = build(metadata);
    byte[] result = build.solve(FrontendRequest.decode(message)).encode();
    return new WireWriter().message(3, result).encode();
  }

  private byte[] complete(byte[] message, Metadata metadata) throws InterruptedException {
    build(metadata).complete(ReturnRequest.decode(message));
    return new byte[0];
  }

  private byte[] warn(byte[] message, Metadata metadata) throws InterruptedException {
    build(metadata).progress().add(StatusMessage.warning(message));
    return new byte[0];
  }

  private byte[] evaluate(byte[] message, Metadata metadata) throws InterruptedException {
    build(metadata).evaluate(results.find(Wire.read(message).text(1)));
    return new byte[0];
  }
}
