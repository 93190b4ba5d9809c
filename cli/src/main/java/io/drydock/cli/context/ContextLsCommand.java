package io.drydock.cli.context;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Engines;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.output.Listing;
import io.drydock.client.ContextStore;
import io.drydock.client.EngineContext;
import io.drydock.client.OwnEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Lists contexts. */
final class ContextLsCommand extends EngineCommand {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Name", "NAME",
          "Description", "DESCRIPTION",
          "DockerEndpoint", "DOCKER ENDPOINT",
          "Current", "CURRENT",
          "Error", "ERROR");

  @Override
  public Spec spec() {
    return Spec.of("context ls [OPTIONS]", "List contexts")
        .aliases("context ls", "context list")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("quiet", 'q', Kind.BOOL, "Only show context names")
        .arguments(0, 0);
  }

  @Override
  protected int run(Call call) {
    var contexts = new ArrayList<>(new ContextStore(call.session().dockerConfig()).list());
    contexts.add(defaultContext(call));
    contexts.sort(Comparator.comparing(EngineContext::name));
    if (call.arguments().on("quiet")) {
      contexts.forEach(each -> call.out().println(each.name()));
      return 0;
    }
    String current = Engines.selection(call.session()).context();
    List<JsonObject> rows = contexts.stream().map(each -> row(each, current)).toList();
    var listing =
        new Listing(
            HEADERS,
            "{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}");
    call.out().print(listing.print(call.arguments().value("format", ""), rows));
    return 0;
  }

  /** The context that is always there. */
  static EngineContext defaultContext(Call call) {
    String host =
        call.session()
            .variable("DOCKER_HOST")
            .orElseGet(() -> "unix://" + OwnEngine.socket(call.session().environment()));
    return new EngineContext(
        ContextStore.DEFAULT, "Current DOCKER_HOST based configuration", host, false);
  }

  private static JsonObject row(EngineContext context, String current) {
    var row = new JsonObject();
    row.addProperty("Name", context.name());
    row.addProperty("Description", context.description());
    row.addProperty("DockerEndpoint", context.host());
    row.addProperty("Current", context.name().equals(current));
    row.addProperty("Error", "");
    return row;
  }
}
