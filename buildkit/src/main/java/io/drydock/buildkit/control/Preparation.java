package io.drydock.buildkit.control;

import io.drydock.build.BuildContext;
import io.drydock.build.BuildRequest;
import io.drydock.build.image.ImageSources;
import io.drydock.build.input.BuildInput;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.input.TarContexts;
import io.drydock.build.options.BuildPreparation;
import io.drydock.build.options.Surroundings;
import io.drydock.build.plan.NamedContext;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.Planner;
import io.drydock.build.remote.RemoteAccess;
import io.drydock.build.secret.Secret;
import io.drydock.buildkit.message.CacheEntry;
import io.drydock.buildkit.message.Definition;
import io.drydock.buildkit.message.DockerfileText;
import io.drydock.buildkit.message.ResultSource;
import io.drydock.buildkit.session.AgentSocket;
import io.drydock.buildkit.session.ClientCredentials;
import io.drydock.buildkit.session.ClientSecrets;
import io.drydock.buildkit.session.ClientSession;
import io.drydock.buildkit.session.ClientUpload;
import io.drydock.buildkit.session.FileSync;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.Puller;
import io.drydock.distribution.Registries;
import io.drydock.distribution.TransferListener;
import io.drydock.distribution.transport.WaitListener;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.ignore.IgnoreRules;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes a planned build of what a client asks of the frontend. */
final class Preparation {
  private static final String MAIN = "context";
  private static final Path NOWHERE = Path.of("/nonexistent");
  private static final BuildContext NO_CONTEXT =
      new BuildContext.Directory(NOWHERE, IgnoreRules.NONE);

  private final BuildSite site;
  private final ClientSession session;
  private final BuildProgress progress;
  private final PreparationEvents events;
  private final ClientFiles files;
  private final FrontendAttributes attributes;
  private final Optional<String> ownDockerfile;
  private final BuildPreparation options;
  private final ImageSources images;
  private final List<PreparedBuild> links = new ArrayList<>();
  private final Map<String, NamedContext> contexts = new LinkedHashMap<>();

  /** Names that the client gave its directories, by the names of contexts. */
  private final Map<String, String> directories = new LinkedHashMap<>();

  /**
   * What is asked.
   *
   * @param inputs results of other builds, by name
   * @param dockerfile instead of one of the client's, for a build without a main context
   */
  record Asked(
      FrontendAttributes attributes,
      Optional<String> dockerfile,
      Map<String, Definition> inputs,
      List<CacheEntry> cacheFrom,
      List<CacheEntry> cacheTo,
      List<String> entitlements) {}

  Preparation(
      BuildSite site, FileSync sync, ClientSession session, BuildProgress progress, Asked asked) {
    this.site = site;
    this.session = session;
    this.progress = progress;
    this.events = new PreparationEvents(progress);
    this.files = new ClientFiles(sync, session, progress);
    this.attributes = asked.attributes();
    this.ownDockerfile = asked.dockerfile();
    this.options =
        new BuildPreparation(
            attributes.options(asked.cacheFrom(), asked.cacheTo(), asked.entitlements()),
            surroundings());
    this.images =
        new ImageSources(
            site.store(), List.of(), site.providers(), this::puller, attributes.pull());
  }

  /** A build here knows nothing of the client's files and variables but what it is sent. */
  static Surroundings surroundings() {
    return new Surroundings(
        Path.of("/"),
        Map.of("BUILDX_NO_DEFAULT_ATTESTATIONS", "1", "BUILDX_GIT_INFO", "false"),
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream());
  }

  private Puller puller() {
    Registries registries =
        Registries.open(
            site.registries(),
            WaitListener.NONE,
            domain -> ClientCredentials.find(session, domain));
    // Closing waits for connections, which the thread that serves the client's channels must not.
    session.onClose(() -> Thread.ofVirtual().name("close registries").start(registries::close));
    return new Puller(registries, site.store(), TransferListener.NONE);
  }

  /**
   * What is to be planned and with which files.
   *
   * @param links finds builds whose results this one uses, by their references
   */
  Question question(Map<String, Definition> inputs, Function<String, PreparedBuild> links) {
    Input input = input();
    for (Map.Entry<String, String> each : attributes.namedContexts().entrySet()) {
      name(each.getKey(), each.getValue(), inputs, links);
    }
    if (ownDockerfile.isEmpty()) {
      progress.about(text(input.read().dockerfile()));
    }
    PlanRequest request = options.planRequest(input.read()).inGroup("", contexts);
    return new Question(input, request);
  }

  private static DockerfileText text(Dockerfile file) {
    return new DockerfileText(file.name(), file.text());
  }

  /** What the plan is made from. */
  record Question(Input input, PlanRequest request) {}

  /**
   * The Dockerfile with what is known of the main context.
   *
   * @param local whether the context is a directory of the client that has yet to be fetched
   */
  record Input(BuildInput read, IgnoreRules ignored, boolean local) {}

  private Input input() {
    if (ownDockerfile.isPresent()) {
      String text = ownDockerfile.get();
      var input = new BuildInput(Dockerfile.parse("source", text), text.length(), NO_CONTEXT);
      return new Input(input, IgnoreRules.NONE, false);
    }
    Optional<String> remote = attributes.remoteContext();
    boolean named = attributes.get("dockerfilekey").isPresent();
    if (remote.isPresent() && !named) {
      return new Input(remoteInput(remote.get()), IgnoreRules.NONE, false);
    }
    ClientFiles.Definition definition =
        files.definition(attributes.dockerfileDirectory(), attributes.fileName());
    if (remote.isPresent()) {
      BuildInput read = remoteInput(remote.get());
      return new Input(
          new BuildInput(parse(definition), definition.text().length, read.context()),
          IgnoreRules.NONE,
          false);
    }
    IgnoreRules ignored =
        definition
            .ignored()
            .orElseGet(() -> files.ignored("[internal]", attributes.contextDirectory()));
    // The place is not known yet; the plan only asks what is ignored.
    var context = new BuildContext.Directory(NOWHERE, ignored);
    return new Input(
        new BuildInput(parse(definition), definition.text().length, context), ignored, true);
  }

  private Dockerfile parse(ClientFiles.Definition definition) {
    String text = new String(definition.text(), StandardCharsets.UTF_8);
    progress.about(new DockerfileText(definition.name(), text));
    return Dockerfile.parse(definition.name(), definition.text());
  }

  private BuildInput remoteInput(String url) {
    var tars = new TarContexts(site.store(), this::access);
    Optional<String> file = attributes.get("filename");
    return events.step(
        PreparationEvents.definition(attributes.fileName()),
        _ ->
            ClientUpload.is(url)
                ? BuildInput.read(BuildInput.STDIN, file, ClientUpload.open(session, url), tars)
                : BuildInput.read(url, file, InputStream.nullInputStream(), tars));
  }

  private RemoteAccess access() {
    RemoteAccess usual = options.remoteAccess(site.store());
    Map<String, Secret> secrets = new HashMap<>(usual.secrets());
    for (String each : List.of("GIT_AUTH_TOKEN", "GIT_AUTH_HEADER")) {
      ClientSecrets.find(session, each).ifPresent(secret -> secrets.put(each, secret));
    }
    return new RemoteAccess(site.store(), secrets, Map.of(), usual.keepsGitDirectories());
  }

  private void name(
      String name,
      String value,
      Map<String, Definition> inputs,
      Function<String, PreparedBuild> built) {
    if (value.startsWith("local:")) {
      directories.put(name, value.substring("local:".length()));
      contexts.put(name, new NamedContext.Files(name));
    } else if (value.startsWith("input:")) {
      String input = value.substring("input:".length());
      PreparedBuild link =
          Optional.ofNullable(inputs.get(input))
              .flatMap(ResultSource::reference)
              .map(built)
              .orElseThrow(() ->
                  new DrydockException(
                      ErrorKind.UNSUPPORTED,
                      "build context \"" + name + "\" is no result of a build here"));
      link.resume();
      links.add(link);
      images.adopt(link.images());
      contexts.put(name, new NamedContext.Built(link.plan()));
    } else {
      contexts.put(name, NamedContext.parse(name, value));
    }
  }

  NotedImages resolver() {
    return new NotedImages(images, events);
  }

  /** Plans the build and brings what it needs of the client. */
  PreparedBuild prepare(Question question, Path scratch) {
    try {
      Plan plan = Planner.plan(question.request(), resolver());
      var needs = new PlanNeeds(plan);
      Map<String, BuildContext> fetched = fetch(question.input(), needs);
      BuildRequest usual = options.buildRequest(question.input().read(), plan);
      List<AgentSocket> agents = agents(needs, scratch);
      return new PreparedBuild(
          complete(usual, fetched, needs, agents),
          text(question.input().read().dockerfile()),
          images,
          links,
          files.folders(),
          agents);
    } catch (RuntimeException e) {
      release();
      throw e;
    }
  }

  /** Lets go what was fetched, where no build comes of it. */
  void release() {
    files.folders().forEach(each -> each.close());
    links.forEach(PreparedBuild::rest);
  }

  private Map<String, BuildContext> fetch(Input input, PlanNeeds needs) {
    Map<String, BuildContext> fetched = new HashMap<>();
    if (!input.local()) {
      fetched.put(MAIN, input.read().context());
    } else if (needs.reads(MAIN)) {
      fetched.put(
          MAIN,
          files.context(
              "[internal] load build context",
              attributes.contextDirectory(),
              input.ignored(),
              needs.paths(MAIN)));
    }
    directories.forEach((name, directory) -> {
      if (needs.reads(name)) {
        IgnoreRules ignored = files.ignored("[context " + name + "]", directory);
        fetched.put(
            name,
            files.context(
                "[context " + name + "] load from client", directory, ignored, needs.paths(name)));
      }
    });
    return fetched;
  }

  private List<AgentSocket> agents(PlanNeeds needs, Path scratch) {
    var agents = new ArrayList<AgentSocket>();
    for (String each : needs.agents()) {
      AgentSocket.open(session, each, scratch.resolve("agent" + agents.size()))
          .ifPresent(agents::add);
    }
    return agents;
  }

  private BuildRequest complete(
      BuildRequest usual,
      Map<String, BuildContext> fetched,
      PlanNeeds needs,
      List<AgentSocket> agents) {
    Map<String, Secret> secrets = new HashMap<>(usual.secrets());
    for (String each : needs.secrets()) {
      ClientSecrets.find(session, each).ifPresent(secret -> secrets.put(each, secret));
    }
    Map<String, Path> sockets = new HashMap<>();
    agents.forEach(each -> sockets.put(each.id(), each.path()));
    return new BuildRequest(
        usual.name(),
        usual.plan(),
        fetched,
        secrets,
        sockets,
        List.of(),
        usual.cacheFrom(),
        usual.cacheTo(),
        usual.isolation(),
        usual.attestations(),
        usual.invocation(),
        usual.parallelism(),
        usual.entitlements(),
        Optional.empty());
  }
}
