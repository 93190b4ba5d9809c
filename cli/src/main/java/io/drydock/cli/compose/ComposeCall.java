package io.drydock.cli.compose;

import com.google.gson.JsonElement;
import io.drydock.cli.compose.display.Display;
import io.drydock.cli.compose.image.BuildWish;
import io.drydock.cli.compose.image.ProjectImages;
import io.drydock.cli.compose.remote.RemoteProjects;
import io.drydock.cli.container.ContainerCommands;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.progress.Terminal;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.composefile.Compose;
import io.drydock.composefile.find.ProjectSource;
import io.drydock.composefile.find.Surroundings;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.load.ProjectNames;
import io.drydock.composefile.model.Project;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a command about a project: its words, its project, its containers. */
final class ComposeCall {
  private final Call call;
  private ComposeFlags flags;
  private @Nullable ProjectSource source;
  private @Nullable DrydockException fault;
  private String name = "";

  ComposeCall(Call call) {
    this.call = call;
    this.flags = new ComposeFlags(call.arguments(), call.session().environment());
  }

  /** Containers containers of a project are meant. */
  enum Containers {
    /** Those of services that run, paused ones too. */
    RUNNING(false, false),
    /** Those of services in any state. */
    ALL(true, false),
    /** Those that run, with those of {@code run}. */
    RUNNING_AND_ONE_OFF(false, true),
    /** All in any state, with those of {@code run}. */
    EVERYTHING(true, true);

    private final boolean all;
    private final boolean oneOff;

    Containers(boolean all, boolean oneOff) {
      this.all = all;
      this.oneOff = oneOff;
    }
  }

  Call call() {
    return call;
  }

  Arguments arguments() {
    return call.arguments();
  }

  /** The services that are named; empty when all are meant. */
  List<String> services() {
    return call.arguments().positional();
  }

  /**
   * Hands the call on to a command for containers, which has flags of the same names.
   *
   * @param words that it gets besides the flags
   */
  int asContainerCommand(String command, Map<String, List<String>> values, List<String> words)
      throws Exception {
    return ContainerCommands.atTop(command)
        .orElseThrow()
        .run(call.session(), new Arguments(values, words));
  }

  /** Where the project comes from, which is looked for once. */
  ProjectSource source() {
    if (source == null) {
      var session = call.session();
      source =
          ProjectSource.find(
              flags.project(),
              new Surroundings(
                  session.path(""),
                  session.environment(),
                  session.in(),
                  this::warn,
                  List.of(new RemoteProjects(session))));
      flags = new ComposeFlags(call.arguments(), source.environment());
    }
    return source;
  }

  /** Tells the user something at once, beside the results. */
  void say(String words) {
    err().println(words);
    err().flush();
  }

  void warn(String warning) {
    say("WARNING: " + warning);
  }

  ComposeFlags flags() {
    return flags;
  }

  EngineClient engine() {
    return call.engine();
  }

  PrintStream out() {
    return call.out();
  }

  PrintStream err() {
    return call.err();
  }

  /** The project that the files describe, with what its enabled services use. */
  Project project() {
    return project(List.of());
  }

  /**
   * The same with these services and what they need alone; all when none is named.
   *
   * @throws DrydockException whose exit code is docker's for files that are missing or wrong
   */
  Project project(List<String> services) {
    try {
      return load(request(options(services)));
    } catch (DrydockException e) {
      if (e.getMessage().startsWith("no such service")) {
        fault = null;
      }
      throw e;
    }
  }

  /** How files are loaded, unless a command has to know more. */
  LoadOptions options(List<String> services) {
    return LoadOptions.DEFAULT.withServices(services).withPrune(!flags.allResources());
  }

  ComposeRequest request(LoadOptions options) {
    return guarded(() -> source().request(options));
  }

  Project load(ComposeRequest request) {
    return guarded(() -> Compose.load(request, this::warn));
  }

  /** The work's result; what goes wrong in it is the files' fault. */
  <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (DrydockException e) {
      fault = e;
      throw e;
    }
  }

  /** Whether the error is about the project's files. */
  boolean isOfFiles(DrydockException error) {
    return error.equals(fault);
  }

  /**
   * The project, with its files unless it is only named, and the services that are named.
   *
   * @throws DrydockException of kind NOT_FOUND when the project has no such service
   */
  Scope scope() {
    Scope project = scope(services());
    for (String each : services()) {
      if (project.project().isPresent() && project.project().get().service(each).isEmpty()) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "no such service: " + each);
      }
    }
    return project;
  }

  /** The project with all of its services. */
  Scope wholeScope() {
    return scope(List.of());
  }

  private Scope scope(List<String> services) {
    Optional<String> given = flags.nameFlag();
    if (given.isPresent() && arguments().all("file").isEmpty()) {
      return new Scope(ProjectNames.requireValid(given.get()), Optional.empty(), services);
    }
    try {
      Project project = project();
      return new Scope(project.name(), Optional.of(project), services);
    } catch (DrydockException e) {
      Optional<String> name =
          Optional.ofNullable(call.session().environment().get("COMPOSE_PROJECT_NAME"));
      if (name.isEmpty() || name.get().isEmpty()) {
        throw e;
      }
      return new Scope(name.get(), Optional.empty(), services);
    }
  }

  /** The project's name: as told, else as its files say. */
  String projectName() {
    if (name.isEmpty()) {
      name = scope(List.of()).name();
    }
    return name;
  }

  /** The project's containers, by service and number. */
  List<ServiceContainer> containers(Containers which) {
    return containers(which, List.of());
  }

  /**
   * The same of these services; of all when none is named.
   *
   * @throws DrydockException of kind NOT_FOUND when the project has no such service
   */
  List<ServiceContainer> containers(Containers which, Collection<String> services) {
    var filters = new Filters().with("label", ServiceContainer.PROJECT + "=" + projectName());
    if (!which.oneOff) {
      filters.with("label", ServiceContainer.ONE_OFF + "=False");
    }
    Query query = filters.addTo(new Query().flag("all", which.all));
    var found = new ArrayList<ServiceContainer>();
    for (JsonElement each : engine().get("/containers/json", query).array()) {
      ServiceContainer container = ServiceContainer.of(each.getAsJsonObject());
      if (services.isEmpty() || services.contains(container.service())) {
        found.add(container);
      }
    }
    found.sort(ServiceContainer.ORDER);
    return found;
  }

  /**
   * The service's running container of that number.
   *
   * @param number 0 for the first
   * @throws DrydockException of kind NOT_FOUND when there is none
   */
  ServiceContainer container(String service, int number) {
    return container(service, number, Containers.RUNNING_AND_ONE_OFF);
  }

  /** The same among those. */
  ServiceContainer container(String service, int number, Containers which) {
    for (ServiceContainer each : containers(which, List.of(service))) {
      if (number == 0 || each.number() == number) {
        return each;
      }
    }
    throw new DrydockException(
        ErrorKind.NOT_FOUND,
        "service \""
            + service
            + "\" is not running"
            + (number == 0 ? "" : " container #" + number));
  }

  /** Whether results may have colours. */
  boolean colours() {
    return flags.ansi(call.session().caller().console().isOutput());
  }

  /** Whether there is a terminal to type at and to show on. */
  boolean hasTerminal() {
    return call.session().caller().console().isInput()
        && call.session().caller().console().isOutput();
  }

  /** The number that {@code --index} says; 0 when it is not given. */
  int index() {
    return arguments().number("index", 0);
  }

  /**
   * What shows the command's steps.
   *
   * @param title above the tree on a terminal
   */
  Display display(String title) {
    return display(title, flags.progress());
  }

  /** The same in another mode, unless nothing is to be shown or programs read it. */
  Display display(String title, String mode) {
    String told = flags.progress();
    String wanted = told.equals("quiet") || told.equals("json") ? told : mode;
    boolean onOutput = flags.progressOnOutput();
    boolean terminal = onOutput ? Terminal.isOutput() : Terminal.isErrorStream();
    boolean ansi = flags.ansi(terminal);
    return Display.of(
        new Display.Style(wanted, title, terminal && ansi, ansi), onOutput ? out() : err());
  }

  /** The project on the engine; what happens to it is shown. */
  Projects projects(Display display) {
    return new Projects(engine(), new StepListener(display, this));
  }

  /** The same, which pulls and builds images. */
  Projects projects(Display display, BuildWish wish) {
    return new Projects(engine(), images(display, wish, false), new StepListener(display, this));
  }

  /** What pulls and builds images. */
  ProjectImages images(Display display, BuildWish wish, boolean ignorePullFailures) {
    boolean quiet = arguments().on("quiet") || arguments().on("quiet-build");
    String mode = quiet ? "quiet" : flags.progress().equals("json") ? "rawjson" : flags.progress();
    return new ProjectImages(
        call, new ProjectImages.Options(mode, wish, ignorePullFailures), display, err());
  }

  /** The seconds of {@code --timeout}. */
  OptionalInt timeout() {
    return arguments().given("timeout")
        ? OptionalInt.of(arguments().number("timeout", 0))
        : OptionalInt.empty();
  }
}
