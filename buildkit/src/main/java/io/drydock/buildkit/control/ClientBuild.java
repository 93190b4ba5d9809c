package io.drydock.buildkit.control;

import io.drydock.build.BuildListener;
import io.drydock.build.BuildRequest;
import io.drydock.build.BuildResult;
import io.drydock.build.Output;
import io.drydock.build.execute.Builder;
import io.drydock.build.plan.ImageResolver;
import io.drydock.buildkit.grpc.Code;
import io.drydock.buildkit.grpc.GrpcException;
import io.drydock.buildkit.message.FrontendRequest;
import io.drydock.buildkit.message.FrontendResult;
import io.drydock.buildkit.message.ResultSource;
import io.drydock.buildkit.message.ReturnRequest;
import io.drydock.buildkit.message.SolveRequest;
import io.drydock.buildkit.session.ClientSession;
import io.drydock.buildkit.session.FileSync;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.oci.tree.FileTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A build that a client has asked for, from its first question to its outputs. */
final class ClientBuild {
  private final BuildSite site;
  private final FileSync sync;
  private final ClientSession session;
  private final SolveRequest request;
  private final Results results;
  private final BuildProgress progress = new BuildProgress();
  private final CompletableFuture<ReturnRequest> returned = new CompletableFuture<>();
  private final List<PreparedBuild> prepared = new ArrayList<>();
  private final Set<BuildRequest> shown =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  private final Instant begun = Instant.now();
  private final Path scratch;

  ClientBuild(
      BuildSite site, FileSync sync, ClientSession session, SolveRequest request, Results results) {
    this.site = site;
    this.sync = sync;
    this.session = session;
    this.request = request;
    this.results = results;
    this.scratch = site.store().scratch("build");
  }

  String reference() {
    return request.reference();
  }

  SolveRequest request() {
    return request;
  }

  BuildProgress progress() {
    return progress;
  }

  Instant begun() {
    return begun;
  }

  /** Runs the frontend, or takes a definition in its place: plans the build. */
  FrontendResult solve(FrontendRequest asked) {
    Optional<String> known = asked.definition().flatMap(ResultSource::reference);
    if (known.isPresent()) {
      return results.known(known.get());
    }
    var cacheFrom = new ArrayList<>(request.cacheFrom());
    cacheFrom.addAll(asked.cacheFrom());
    Optional<LoneSource> source = asked.definition().map(LoneSource::of);
    if (source.isEmpty()) {
      Frontends.check(asked);
    }
    var attributes =
        new FrontendAttributes(source.map(LoneSource::attributes).orElse(asked.attributes()))
            .withRemoteContext(
                Optional.ofNullable(asked.inputs().get("context")).flatMap(LoneSource::url));
    Preparation preparation =
        preparation(
            new Preparation.Asked(
                attributes,
                source.map(LoneSource::dockerfile),
                asked.inputs(),
                cacheFrom,
                request.cacheTo(),
                request.entitlements()));
    PreparedBuild build;
    try {
      Optional<String> asks = attributes.question();
      if (asks.isPresent()) {
        return new Subrequests(preparation, progress, attributes.below("build-arg:"))
            .answer(asks.get(), asked.inputs(), results::find);
      }
      Preparation.Question question = preparation.question(asked.inputs(), results::find);
      build = preparation.prepare(question, scratch);
    } catch (DrydockException e) {
      throw ErrorPlaces.of(e, progress.dockerfile());
    }
    synchronized (prepared) {
      prepared.add(build);
    }
    FrontendResult result = results.add(build);
    if (asked.evaluate()) {
      evaluate(build);
    }
    return result;
  }

  private Preparation preparation(Preparation.Asked asked) {
    return new Preparation(site, sync, session, progress, asked);
  }

  /**
   * Finds an image as builds do.
   *
   * @param mode {@code pull} for one that is fresh from its registry
   */
  ImageResolver.Resolved resolve(ImageReference image, Platform platform, String mode) {
    var attributes = new FrontendAttributes(Map.of("image-resolve-mode", mode));
    var asked =
        new Preparation.Asked(
            attributes, Optional.empty(), Map.of(), List.of(), List.of(), List.of());
    return preparation(asked).resolver().resolve(image, platform);
  }

  /** Looks at the files of a result; carrying it out is shown the first time. */
  <T> T look(String reference, Function<FileTree, T> reader) {
    PreparedBuild build = results.find(reference);
    BuildListener listener = shown.add(build.request()) ? progress : BuildListener.SILENT;
    try {
      return new Builder(site.store(), build.images())
          .read(
              build.requests(withOutputs(build, List.of())),
              results.target(reference),
              listener,
              reader);
    } catch (DrydockException e) {
      throw ErrorPlaces.of(e, build);
    }
  }

  /** Carries the build out for nothing but its result in the cache. */
  void evaluate(PreparedBuild build) {
    carryOut(build, List.of());
  }

  private BuildResult carryOut(PreparedBuild build, List<Output> outputs) {
    try {
      return new Builder(site.store(), build.images())
          .build(build.requests(withOutputs(build, outputs)), progress)
          .getLast();
    } catch (DrydockException e) {
      throw ErrorPlaces.of(e, build);
    }
  }

  /** The client has chosen what comes out of the build. */
  void complete(ReturnRequest choice) {
    returned.complete(choice);
  }

  /**
   * Makes what was asked for of what the frontend, or the client in its place, chose.
   *
   * @return what clients are told of the result
   */
  Map<String, String> run() throws InterruptedException {
    try {
      return export(chosen());
    } finally {
      synchronized (prepared) {
        prepared.forEach(PreparedBuild::rest);
      }
      ScratchDirectory.remove(scratch);
      progress.end();
    }
  }

  private Optional<PreparedBuild> chosen() throws InterruptedException {
    if (!request.frontend().isEmpty()) {
      FrontendResult result =
          solve(
              new FrontendRequest(
                  Optional.empty(),
                  request.frontend(),
                  request.attributes(),
                  List.of(),
                  request.inputs(),
                  false));
      return chosen(result);
    }
    ReturnRequest choice;
    try {
      choice = returned.get();
    } catch (ExecutionException e) {
      throw new DrydockException(ErrorKind.CANCELLED, "context canceled", e);
    }
    if (choice.code() != 0) {
      throw new GrpcException(Code.of(choice.code()), choice.error()).withDetails(choice.details());
    }
    return choice.result().flatMap(this::chosen);
  }

  private Optional<PreparedBuild> chosen(FrontendResult result) {
    return result
        .reference()
        .or(() -> result.references().values().stream().findFirst())
        .map(results::find);
  }

  private Map<String, String> export(Optional<PreparedBuild> chosen) {
    if (chosen.isEmpty()) {
      return Map.of();
    }
    PreparedBuild build = chosen.get();
    var exports = new Exports(site.store(), session, request.exporters());
    try {
      BuildResult result = carryOut(build, exports.outputs());
      exports.deliver();
      return describe(result, exports);
    } finally {
      exports.clean();
    }
  }

  private static BuildRequest withOutputs(PreparedBuild build, List<Output> outputs) {
    BuildRequest usual = build.request();
    return new BuildRequest(
        usual.name(),
        usual.plan(),
        usual.contexts(),
        usual.secrets(),
        usual.sshAgents(),
        outputs,
        usual.cacheFrom(),
        usual.cacheTo(),
        usual.isolation(),
        usual.attestations(),
        usual.invocation(),
        usual.parallelism(),
        usual.entitlements(),
        usual.inspection());
  }

  /** The result under the keys that BuildKit's exporters use. */
  private static Map<String, String> describe(BuildResult result, Exports exports) {
    var response = new LinkedHashMap<String, String>();
    Optional<String> id =
        result.images().size() == 1
            ? Optional.of(result.images().getFirst().id().toString())
            : Optional.empty();
    id.ifPresent(each -> response.put("containerimage.config.digest", each));
    result
        .target()
        .ifPresent(target -> {
          String json = target.toJson().toString();
          response.put(
              "containerimage.descriptor",
              Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
          String digest = target.digest().toString();
          response.put("containerimage.digest", exports.forEngine() ? id.orElse(digest) : digest);
        });
    String names =
        exports.outputs().stream()
            .flatMap(each -> names(each).stream())
            .map(ImageReference::toString)
            .distinct()
            .collect(Collectors.joining(","));
    if (!names.isEmpty()) {
      response.put("image.name", names);
    }
    return response;
  }

  private static List<ImageReference> names(Output output) {
    return output instanceof Output.Image image ? image.names() : List.of();
  }
}
