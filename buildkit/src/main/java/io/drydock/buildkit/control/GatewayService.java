package io.drydock.buildkit.control;

import io.drydock.build.plan.ImageResolver;
import io.drydock.buildkit.grpc.GrpcMethod;
import io.drydock.buildkit.grpc.Metadata;
import io.drydock.buildkit.message.FrontendRequest;
import io.drydock.buildkit.message.ReturnRequest;
import io.drydock.buildkit.message.StatusMessage;
import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
          "resolveimage",
          "resolveimage.resolvemode",
          "readfile",
          "readdir",
          "statfile",
          "source.metaresolver",
          "importcaches",
          "return",
          "returnmap",
          "reference.output",
          "frontend.inputs",
          "gateway.solve.metadata",
          "gateway.evaluate",
          "gateway.evaluate.solve",
          "gateway.warnings");

  /** Which sources clients may define themselves. */
  private static final List<String> SOURCE_CAPABILITIES =
      List.of(
          "source.image",
          "source.image.resolvemode",
          "source.local",
          "source.git",
          "source.git.keepgitdir",
          "source.git.fullurl",
          "source.git.httpauth",
          "source.git.subdir",
          "source.http",
          "source.http.checksum",
          "constraints",
          "platform",
          "meta.description");

  private static final String IMAGE = "docker-image://";

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
    methods.put(NAME + "Inputs", GrpcMethod.unary(this::inputs));
    methods.put(NAME + "ResolveImageConfig", GrpcMethod.unary(this::resolveImage));
    methods.put(NAME + "ResolveSourceMeta", GrpcMethod.unary(this::resolveSource));
    methods.put(NAME + "ReadFile", look(ResultFiles::readFile));
    methods.put(NAME + "StatFile", look(ResultFiles::statFile));
    methods.put(NAME + "ReadDir", look(ResultFiles::readDirectory));
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
    FRONTEND_CAPABILITIES.forEach(each -> out.message(1, capability(each)));
    SOURCE_CAPABILITIES.forEach(each -> out.message(2, capability(each)));
    return out.message(3, Workers.record(site.version())).encode();
  }

  private static byte[] capability(String id) {
    return new WireWriter().text(1, id).flag(2, true).encode();
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

  /** The definitions that the build was asked for with. */
  private byte[] inputs(byte[] message, Metadata metadata) throws InterruptedException {
    Map<String, byte[]> encoded = new LinkedHashMap<>();
    build(metadata).request().inputs().forEach((name, each) -> encoded.put(name, each.encode()));
    return new WireWriter().byteMap(1, encoded).encode();
  }

  private byte[] resolveImage(byte[] message, Metadata metadata) throws InterruptedException {
    Wire request = Wire.read(message);
    ImageReference image = ImageReference.parse(request.text(1)).withDefaultTag();
    ImageResolver.Resolved found =
        build(metadata).resolve(image, platform(request.child(2)), request.text(3));
    return new WireWriter()
        .text(1, found.manifest().digest().toString())
        .bytes(2, found.config().toBytes())
        .text(3, image.toString())
        .encode();
  }

  /** What images are; other sources only as which they are asked for. */
  private byte[] resolveSource(byte[] message, Metadata metadata) throws InterruptedException {
    Wire request = Wire.read(message);
    var out = new WireWriter().message(1, request.bytes(1));
    String identifier = Wire.read(request.bytes(1)).text(1);
    if (identifier.startsWith(IMAGE)) {
      ImageResolver.Resolved found =
          build(metadata)
              .resolve(
                  ImageReference.parse(identifier.substring(IMAGE.length())).withDefaultTag(),
                  platform(request.child(2)),
                  request.text(4));
      out.message(
          2,
          new WireWriter()
              .text(1, found.manifest().digest().toString())
              .bytes(2, found.config().toBytes())
              .encode());
    }
    return out.encode();
  }

  private static Platform platform(Optional<Wire> asked) {
    return asked
        .filter(each -> !each.text(1).isEmpty())
        .map(each -> new Platform(each.text(2), each.text(1), each.text(3)))
        .orElseGet(Platform::host);
  }

  /** Answers a question about the files of a result. */
  @FunctionalInterface
  private interface Look {
    byte[] answer(ResultFiles files, Wire request);
  }

  private GrpcMethod look(Look look) {
    return GrpcMethod.unary((message, metadata) -> {
      Wire request = Wire.read(message);
      return build(metadata)
          .look(request.text(1), tree -> look.answer(new ResultFiles(tree), request));
    });
  }
}
