package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Arguments;
import io.drydock.compose.log.LogFollower;
import io.drydock.compose.log.LogLine;
import io.drydock.compose.log.LogQuery;
import io.drydock.compose.log.LogSource;
import io.drydock.compose.request.Names;
import io.drydock.compose.run.Attendance;
import io.drydock.compose.run.EngineEvent;
import io.drydock.compose.run.Exit;
import io.drydock.compose.run.ProjectListener;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.compose.run.UpOptions;
import io.drydock.compose.state.ContainerState;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One {@code up} in the foreground: the project is brought up, its containers' lines are shown, and
 * it is stopped when the user says so or a container's end says so.
 */
final class AttachedUp {
  private static final Duration LAST_LINES = Duration.ofSeconds(2);
  private static final String KILL = "SIGKILL";

  private final ComposeCall call;
  private final Project project;
  private final UpOptions options;
  private final Set<String> attached;
  private final LogPrinter printer;
  private final String begin;
  private volatile Optional<Display> display = Optional.empty();

  AttachedUp(ComposeCall call, Project project, UpOptions options) {
    this.call = call;
    this.project = project;
    this.options = options;
    this.attached = attached();
    this.printer = printer();
    Instant now = Instant.now();
    this.begin = "%d.%09d".formatted(now.getEpochSecond(), now.getNano());
  }

  /** The services whose lines are shown. */
  private Set<String> attached() {
    Arguments arguments = call.arguments();
    Set<String> services = new LinkedHashSet<>();
    if (arguments.given("attach")) {
      services.addAll(arguments.all("attach"));
    } else if (call.services().isEmpty() || arguments.on("attach-dependencies")) {
      services.addAll(project.services().keySet());
    } else {
      services.addAll(call.services());
    }
    for (String each : services) {
      service(each);
    }
    if (!arguments.given("attach")) {
      services.removeIf(each -> !service(each).life().attach().orElse(true));
    }
    services.removeAll(arguments.all("no-attach"));
    return services;
  }

  private Service service(String name) {
    return project
        .service(name)
        .orElseThrow(() -> new DrydockException(ErrorKind.NOT_FOUND, "no such service: " + name));
  }

  private LogPrinter printer() {
    Arguments arguments = call.arguments();
    var style =
        new LogPrinter.Style(
            call.colours() && !arguments.on("no-color"),
            !arguments.on("no-log-prefix"),
            arguments.on("timestamps"));
    var made = new LogPrinter(style, project.name(), call.out(), call.err());
    made.expect(expected());
    return made;
  }

  /** The containers that there will be, as far as the files tell. */
  private List<LogSource> expected() {
    var sources = new ArrayList<LogSource>();
    for (String name : attached) {
      Service service = service(name);
      int count = options.request().scale().getOrDefault(name, service.replicas());
      for (int i = 1; i <= count; i++) {
        sources.add(new LogSource("", Names.container(project, service, i), name, i));
      }
    }
    return sources;
  }

  /** The command's exit code. */
  int run() {
    try (var interruption = new Interruption(this::kill);
        var follower = new LogFollower(call.engine(), this::show);
        var attendance =
            Attendance.open(call.engine(), project.name(), event -> started(event, follower))) {
      Optional<Exit> end = Optional.empty();
      try {
        up();
        end = attendWatching(attendance, follower);
      } catch (DrydockException e) {
        if (!interruption.came()) {
          throw e;
        }
        call.out().println("Gracefully Stopping... press Ctrl+C again to force");
        call.out().flush();
      }
      boolean interrupted = Thread.interrupted() || interruption.came();
      if (interrupted || end.isPresent()) {
        stop();
      }
      return interrupted ? ErrorKind.CANCELLED.exitCode() : exitCode(end);
    }
  }

  private void up() {
    try (Display shown = call.display("Running")) {
      display = Optional.of(shown);
      call.projects(shown, CreationFlags.wish(call.arguments())).up(project, options);
    } finally {
      display = Optional.empty();
    }
    Addresses.tell(call, project);
  }

  private void started(EngineEvent event, LogFollower follower) {
    if (event.action().equals("start") && !event.isOneOff() && attached.contains(event.service())) {
      follower.follow(
          new LogSource(event.containerId(), event.containerName(), event.service(), 0),
          LogQuery.following(begin));
    }
  }

  private void show(LogLine line) {
    Optional<Display> tree = display;
    if (tree.isPresent()) {
      tree.get().above(() -> printer.accept(line));
    } else {
      printer.accept(line);
    }
  }

  /** The same while files are followed, where that is asked for. */
  private Optional<Exit> attendWatching(Attendance attendance, LogFollower follower) {
    if (!call.arguments().on("watch")) {
      return attend(attendance, follower);
    }
    Thread watch = Thread.ofPlatform().daemon().start(this::watch);
    try {
      return attend(attendance, follower);
    } finally {
      watch.interrupt();
    }
  }

  private void watch() {
    try {
      WatchCommand.follow(call, project, () -> call.say("Watch enabled"));
    } catch (DrydockException e) {
      call.say(e.getMessage());
    }
  }

  private Optional<Exit> attend(Attendance attendance, LogFollower follower) {
    List<ContainerState> containers =
        new Projects(call.engine(), ProjectListener.SILENT)
            .containers(Scope.of(project, List.copyOf(project.services().keySet())));
    for (ContainerState each : containers) {
      if (attached.contains(each.service()) && each.status().isUp()) {
        follower.follow(source(each), LogQuery.following(begin));
      }
    }
    return attendance.await(containers, enough(), exit -> ended(exit, follower));
  }

  private static LogSource source(ContainerState container) {
    return new LogSource(container.id(), container.name(), container.service(), container.number());
  }

  /** Which end of a container ends all. */
  private Predicate<Exit> enough() {
    Arguments arguments = call.arguments();
    if (arguments.on("abort-on-container-exit") || arguments.given("exit-code-from")) {
      return exit -> true;
    }
    return arguments.on("abort-on-container-failure") ? exit -> exit.code() != 0 : exit -> false;
  }

  private void ended(Exit exit, LogFollower follower) {
    var source = new LogSource(exit.containerId(), exit.containerName(), exit.service(), 0);
    try {
      follower.awaitEnd(source, LAST_LINES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (attached.contains(exit.service())) {
      printer.say(source, "exited with code " + exit.code());
    }
  }

  private void stop() {
    if (call.arguments().on("abort-on-container-exit")) {
      call.out().println("Aborting on container exit...");
      call.out().flush();
    }
    try (Display shown = call.display("Stopping")) {
      display = Optional.of(shown);
      call.projects(shown).stop(Scope.of(project), call.timeout());
    } finally {
      display = Optional.empty();
    }
  }

  /** What a second Ctrl-C does while the containers stop. */
  private void kill() {
    try {
      new Projects(call.engine(), ProjectListener.SILENT).kill(Scope.of(project), KILL, false);
    } catch (DrydockException e) {
      // They have ended meanwhile.
    }
  }

  private int exitCode(Optional<Exit> end) {
    Optional<String> from = call.arguments().value("exit-code-from");
    if (from.isPresent()) {
      return end.filter(each -> each.service().equals(from.get()))
          .map(Exit::code)
          .orElseGet(() -> codeOf(from.get()));
    }
    return end.map(Exit::code).orElse(0);
  }

  private int codeOf(String service) {
    return new Projects(call.engine(), ProjectListener.SILENT)
        .containers(Scope.of(project, List.of(service))).stream()
            .mapToInt(ContainerState::exitCode)
            .max()
            .orElse(0);
  }
}
