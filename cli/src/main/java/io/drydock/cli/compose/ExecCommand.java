package io.drydock.cli.compose;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a further command in a running container of a service. */
final class ExecCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "compose exec [OPTIONS] SERVICE COMMAND [ARGS...]",
            "Execute a command in a running container")
        .flag("detach", 'd', Kind.BOOL, "Detached mode: Run command in the background")
        .flag("env", 'e', Kind.STRING_ARRAY, "Set environment variables")
        .flag("index", Kind.INT, "Index of the container if service has multiple replicas")
        .flag("interactive", 'i', Kind.BOOL, "Keep STDIN open even if not attached (default true)")
        .flag(
            "no-tty",
            'T',
            Kind.BOOL,
            "Disable pseudo-TTY allocation. By default a TTY is allocated when there is one")
        .formerly("no-TTY", "no-tty")
        .flag("privileged", Kind.BOOL, "Give extended privileges to the process")
        .flag("tty", 't', Kind.BOOL, "Allocate a pseudo-TTY, as is done anyway when there is one")
        .flag("user", 'u', Kind.STRING, "Run the command as this user")
        .flag("workdir", 'w', Kind.STRING, "Path to workdir directory for this command")
        .arguments(2, Spec.ANY)
        .flagsFirst();
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    List<String> words = call.arguments().positional();
    ServiceContainer container = call.container(words.getFirst(), call.index());
    var passed = new ArrayList<>(List.of(container.id()));
    passed.addAll(words.subList(1, words.size()));
    return call.asContainerCommand("exec", values(call), passed);
  }

  private static Map<String, List<String>> values(ComposeCall call) {
    Arguments arguments = call.arguments();
    var values = new HashMap<String, List<String>>();
    for (String each : List.of("detach", "env", "privileged", "user", "workdir")) {
      if (arguments.given(each)) {
        values.put(each, arguments.all(each));
      }
    }
    boolean interactive = !arguments.given("interactive") || arguments.on("interactive");
    boolean terminal = call.hasTerminal() && !arguments.on("no-tty");
    values.put("interactive", List.of(String.valueOf(interactive)));
    values.put("tty", List.of(String.valueOf(terminal)));
    return values;
  }
}
