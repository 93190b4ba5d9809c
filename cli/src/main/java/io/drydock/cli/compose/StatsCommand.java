package io.drydock.cli.compose;

import io.drydock.cli.compose.ComposeCall.Containers;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import java.util.ArrayList;
import java.util.List;

/** Shows what the containers of a project use, again and again or once. */
final class StatsCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "compose stats [OPTIONS] [SERVICE...]",
            "Display a live stream of container(s) resource usage statistics")
        .flag("all", 'a', Kind.BOOL, "Show all containers (default shows just running)")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("no-stream", Kind.BOOL, "Disable streaming stats and only pull the first result")
        .flag("no-trunc", Kind.BOOL, "Do not truncate output")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    Containers which =
        call.arguments().on("all") ? Containers.EVERYTHING : Containers.RUNNING_AND_ONE_OFF;
    List<String> ids = new ArrayList<>();
    call.containers(which, call.services()).forEach(each -> ids.add(each.id()));
    if (ids.isEmpty()) {
      call.err().println("no container to watch in project \"" + call.projectName() + "\"");
      return 0;
    }
    return call.asContainerCommand("stats", call.arguments().values(), ids);
  }
}
