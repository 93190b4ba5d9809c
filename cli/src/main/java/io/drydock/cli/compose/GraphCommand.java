package io.drydock.cli.compose;

import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.graph.ProjectOutline;
import io.drydock.compose.graph.ProjectPicture;
import io.drydock.compose.graph.Standing;
import io.drydock.composefile.model.Project;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** Shows a project's services, what they need and what they share. */
final class GraphCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "compose graph [OPTIONS] [SERVICE...]",
            "Show services, networks, volumes, ports and health as text or as a picture")
        .flag(
            "format",
            Kind.STRING,
            "Format the output. Values: [text | svg] (default \"text\", \"svg\" for a file of that"
                + " name)")
        .flag("no-state", Kind.BOOL, "Leave out how services stand in the engine")
        .flag("output", 'o', Kind.STRING, "Save to file (default to stdout)")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) throws IOException {
    Project project = call.project(call.services());
    Map<String, Standing> standings =
        call.arguments().on("no-state") ? Map.of() : Standings.of(call, project);
    Optional<String> output = call.arguments().value("output");
    String usual = output.filter(each -> each.endsWith(".svg")).isPresent() ? "svg" : "text";
    String text =
        switch (call.arguments().value("format", usual)) {
          case "text" -> ProjectOutline.of(project, standings);
          case "svg" -> ProjectPicture.draw(project, standings);
          default ->
              throw new DrydockException(
                  ErrorKind.INVALID, "unknown --format of a graph: give text or svg");
        };
    if (output.isPresent()) {
      Files.writeString(call.call().session().path(output.get()), text);
    } else {
      call.out().print(text);
    }
    return 0;
  }
}
