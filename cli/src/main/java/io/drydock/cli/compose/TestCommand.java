package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.log.LogQuery;
import io.drydock.compose.log.LogSource;
import io.drydock.compose.log.ProjectLogs;
import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.run.DownRequest;
import io.drydock.compose.run.OneOff;
import io.drydock.compose.run.OneOffs;
import io.drydock.compose.run.ProjectListener;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.compose.run.UpOptions;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Tests a project: brings up a copy of it beside everything else, runs one service's command in it,
 * takes it down, and returns the command's exit code.
 */
final class TestCommand extends ComposeCommand {
  private static final String LAST_LINES = "20";

  @Override
  public Spec spec() {
    return Spec.of(
            "compose test [OPTIONS] SERVICE [COMMAND] [ARGS...]",
            "Bring up a copy of the project, run a service's command in it, and take it down")
        .arguments(1, Spec.ANY)
        .flagsFirst()
        .details(
            """
            The copy has a name of its own, networks and volumes of its own, and ports that are free.
            Without COMMAND, the service's own command is the test, and what it depends on is brought up
            for it; all other services when it depends on none. With COMMAND, all services are brought
            up. The exit code is the command's.\
            """)
        .flag("build", Kind.BOOL, "Build images before starting containers")
        .flag("env", 'e', Kind.STRING_ARRAY, "Set environment variables of the command")
        .flag("keep", Kind.BOOL, "Leave the copy running, to be looked at")
        .flag("pull", Kind.STRING, "Pull image before running (\"always\"|\"missing\"|\"never\")")
        .flag("quiet-build", Kind.BOOL, "Suppress the build output")
        .flag(
            "wait-timeout",
            Kind.INT,
            "Maximum duration in seconds to wait for the services to be running|healthy");
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    List<String> words = call.arguments().positional();
    String name = words.getFirst();
    Project project = new TestCopy(call, name).load();
    Service service = project.services().get(name);
    if (service == null) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "no such service: " + name);
    }
    int code = 1;
    try {
      bringUp(call, project, words.size() > 1 ? all(project) : needed(project, service));
      code = test(call, project, service, words);
    } finally {
      boolean interrupted = Thread.interrupted();
      if (code != 0) {
        showLines(call, project);
      }
      takeDown(call, project);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return code;
  }

  private static List<String> all(Project project) {
    return List.copyOf(project.services().keySet());
  }

  /** What the service depends on, directly or not; all others when that is nothing. */
  private static List<String> needed(Project project, Service service) {
    var needed = new LinkedHashSet<String>();
    gather(project, service, needed);
    needed.remove(service.name());
    if (needed.isEmpty()) {
      needed.addAll(project.services().keySet());
      needed.remove(service.name());
    }
    return List.copyOf(needed);
  }

  private static void gather(Project project, Service service, Set<String> needed) {
    for (String each : service.life().dependsOn().keySet()) {
      Service other = project.services().get(each);
      if (other != null && needed.add(each)) {
        gather(project, other, needed);
      }
    }
  }

  private static void bringUp(ComposeCall call, Project project, List<String> services) {
    if (services.isEmpty()) {
      return;
    }
    int seconds = call.arguments().number("wait-timeout", 0);
    UpRequest request = UpRequest.ALL.withServices(services).withoutDependencies();
    UpOptions flags = CreationFlags.read(call);
    try (Display display = call.display("Running")) {
      Projects projects = call.projects(display, CreationFlags.wish(call.arguments()));
      projects.up(project, UpOptions.of(request).with(flags.images()));
      projects.awaitReady(
          project,
          services,
          seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty());
    }
  }

  private static int test(ComposeCall call, Project project, Service service, List<String> words)
      throws Exception {
    boolean tty = call.hasTerminal() && words.size() > 1;
    var wanted =
        new OneOff(
            "",
            words.size() > 1 ? Optional.of(words.subList(1, words.size())) : Optional.empty(),
            Optional.empty(),
            call.arguments().all("env"),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            new LinkedHashMap<>(),
            words.size() == 1,
            tty,
            tty,
            false);
    try (Display display = call.display("Running")) {
      new ServiceGround(call, project, service, display).prepareAlone();
    }
    String id = new OneOffs(call.engine()).create(project, service, wanted);
    return call.asContainerCommand(
        "start",
        Map.of("attach", List.of("true"), "interactive", List.of(String.valueOf(tty))),
        List.of(id));
  }

  /** The last lines of each service, when the test has failed. */
  private static void showLines(ComposeCall call, Project project) {
    var projects = new Projects(call.engine(), ProjectListener.SILENT);
    List<LogSource> sources =
        projects.containers(Scope.of(project)).stream()
            .map(each -> new LogSource(each.id(), each.name(), each.service(), each.number()))
            .toList();
    var style = new LogPrinter.Style(call.flags().ansi(false), true, false);
    var printer = new LogPrinter(style, project.name(), call.err(), call.err());
    printer.expect(sources);
    new ProjectLogs(call.engine()).read(sources, new LogQuery(false, "", "", LAST_LINES), printer);
  }

  private static void takeDown(ComposeCall call, Project project) {
    if (call.arguments().on("keep")) {
      call.err().println("The copy is left as project " + project.name());
      return;
    }
    var request = new DownRequest(true, DownRequest.Images.KEEP, true, OptionalInt.empty());
    DownCommand.down(call, Scope.of(project), request);
  }
}
