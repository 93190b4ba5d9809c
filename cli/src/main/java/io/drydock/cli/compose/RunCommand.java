package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.flags.PortFlags;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.compose.run.OneOff;
import io.drydock.compose.run.OneOffs;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one command in a container of its own, which is like those of a service. */
final class RunCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    Spec spec =
        Spec.of(
                "compose run [OPTIONS] SERVICE [COMMAND] [ARGS...]",
                "Run a one-off command on a service")
            .arguments(1, Spec.ANY)
            .flagsFirst();
    return settings(spec)
        .flag("build", Kind.BOOL, "Build image before starting container")
        .flag("detach", 'd', Kind.BOOL, "Run container in background and print container ID")
        .flag("interactive", 'i', Kind.BOOL, "Keep STDIN open even if not attached (default true)")
        .flag("no-tty", 'T', Kind.BOOL, "Disable pseudo-TTY allocation (default: auto-detected)")
        .formerly("no-TTY", "no-tty")
        .flag("no-deps", Kind.BOOL, "Don't start linked services")
        .flag("pull", Kind.STRING, "Pull image before running (\"always\"|\"missing\"|\"never\")")
        .flag("quiet", 'q', Kind.BOOL, "Don't print anything to STDOUT")
        .flag("quiet-build", Kind.BOOL, "Suppress progress output from the build process")
        .flag("quiet-pull", Kind.BOOL, "Pull without printing progress information")
        .flag(
            "remove-orphans",
            Kind.BOOL,
            "Remove containers for services not defined in the Compose file")
        .flag("rm", Kind.BOOL, "Automatically remove the container when it exits");
  }

  private static Spec settings(Spec spec) {
    return spec.flag("cap-add", Kind.LIST, "Add Linux capabilities")
        .flag("cap-drop", Kind.LIST, "Drop Linux capabilities")
        .flag("entrypoint", Kind.STRING, "Override the entrypoint of the image")
        .flag("env", 'e', Kind.STRING_ARRAY, "Set environment variables")
        .flag("label", 'l', Kind.STRING_ARRAY, "Add or override a label")
        .flag("name", Kind.STRING, "Assign a name to the container")
        .flag("publish", 'p', Kind.STRING_ARRAY, "Publish a container's port(s) to the host")
        .flag(
            "service-ports",
            'P',
            Kind.BOOL,
            "Run command with all service's ports enabled and mapped to the host")
        .flag(
            "use-aliases",
            Kind.BOOL,
            "Use the service's network useAliases in the network(s) the container connects to")
        .flag("user", 'u', Kind.STRING, "Run as specified username or uid")
        .flag("volume", 'v', Kind.STRING_ARRAY, "Bind mount a volume")
        .flag("workdir", 'w', Kind.STRING, "Working directory inside the container");
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    String name = call.arguments().argument(0);
    Project project = call.project(List.of(name));
    Service service = project.services().get(name);
    if (service == null) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "no such service: " + name);
    }
    boolean detached = call.arguments().on("detach");
    boolean tty = !detached && !call.arguments().on("no-tty") && call.hasTerminal();
    OneOff wanted = wanted(call, tty, detached);
    try (Display display = call.display("Running")) {
      new ServiceGround(call, project, service, display).prepare();
    }
    String id = new OneOffs(call.engine()).create(project, service, wanted);
    if (detached) {
      String path = "/containers/" + EngineClient.part(id) + "/start";
      call.engine().post(path, new Query()).discard();
      call.out().println(id);
      return 0;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("attach", List.of("true"));
    values.put("interactive", List.of(String.valueOf(wanted.stdin())));
    return call.asContainerCommand("start", values, List.of(id));
  }

  private static OneOff wanted(ComposeCall call, boolean tty, boolean detached) {
    Arguments arguments = call.arguments();
    List<String> words = arguments.positional();
    boolean stdin = !arguments.given("interactive") || arguments.on("interactive");
    return new OneOff(
        arguments.value("name", ""),
        words.size() > 1 ? Optional.of(words.subList(1, words.size())) : Optional.empty(),
        arguments.value("entrypoint").map(RunCommand::words),
        environment(call),
        arguments.value("user"),
        arguments.value("workdir"),
        labels(arguments.all("label")),
        arguments.all("cap-add"),
        arguments.all("cap-drop"),
        volumes(call),
        arguments.on("service-ports"),
        PortFlags.read(arguments.all("publish"), List.of()).bindings(),
        arguments.on("use-aliases"),
        tty,
        stdin && !detached,
        arguments.on("rm"));
  }

  /** An entrypoint's words, separated by blanks; nothing clears the image's. */
  private static List<String> words(String entrypoint) {
    return entrypoint.isBlank() ? List.of("") : List.of(entrypoint.strip().split("\\s+"));
  }

  /** A variable without a value has that of this process. */
  private static List<String> environment(ComposeCall call) {
    var environment = new ArrayList<String>();
    for (String each : call.arguments().all("env")) {
      String own = call.source().environment().get(each);
      environment.add(each.indexOf('=') >= 0 || own == null ? each : each + "=" + own);
    }
    return environment;
  }

  private static Map<String, String> labels(List<String> words) {
    var labels = new LinkedHashMap<String, String>();
    for (String each : words) {
      int equals = each.indexOf('=');
      labels.put(
          equals < 0 ? each : each.substring(0, equals),
          equals < 0 ? "" : each.substring(equals + 1));
    }
    return labels;
  }

  /** Paths of this machine are made absolute. */
  private static List<String> volumes(ComposeCall call) {
    var volumes = new ArrayList<String>();
    for (String each : call.arguments().all("volume")) {
      boolean relative = each.startsWith(".") || each.startsWith("~/");
      int colon = each.indexOf(':');
      if (relative && colon > 0) {
        String home = call.call().session().variable("HOME").orElse("/root");
        String source = each.substring(0, colon);
        String path = source.startsWith("~/") ? home + source.substring(1) : source;
        volumes.add(call.call().session().path(path) + each.substring(colon));
      } else {
        volumes.add(each);
      }
    }
    return volumes;
  }
}
