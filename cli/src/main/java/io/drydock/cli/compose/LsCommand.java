package io.drydock.cli.compose;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.Table;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists the projects that an engine has containers of. */
final class LsCommand extends ComposeCommand {
  private static final int COLUMN = 20;

  @Override
  public Spec spec() {
    return Spec.of("compose ls [OPTIONS]", "List running compose projects")
        .flag("all", 'a', Kind.BOOL, "Show all stopped Compose projects")
        .flag("filter", Kind.FILTER, "Filter output based on conditions provided (name)")
        .flag(
            "format", Kind.STRING, "Format the output. Values: [table | json] (default \"table\")")
        .flag("quiet", 'q', Kind.BOOL, "Only display project names")
        .arguments(0, 0);
  }

  /** One project. */
  private record Row(String name, String status, String files) {
    JsonObject json() {
      return Json.object(
          new TreeMap<>(Map.of("Name", name, "Status", status, "ConfigFiles", files)));
    }
  }

  @Override
  protected int run(ComposeCall call) {
    List<Row> rows = rows(call);
    Arguments arguments = call.arguments();
    if (arguments.on("quiet")) {
      rows.forEach(each -> call.out().println(each.name));
    } else if (OutputFormat.of(arguments).isJson()) {
      var list = new JsonArray();
      rows.forEach(each -> list.add(each.json()));
      call.out().println(new String(Json.bytes(list), StandardCharsets.UTF_8));
    } else {
      var lines = new ArrayList<String>();
      lines.add("NAME\tSTATUS\tCONFIG FILES");
      rows.forEach(each -> lines.add(each.name + "\t" + each.status + "\t" + each.files));
      call.out().print(Table.of(lines, COLUMN));
    }
    return 0;
  }

  private List<Row> rows(ComposeCall call) {
    List<String> names = Filters.of(spec(), call.arguments().all("filter")).of("name");
    var projects = new TreeMap<String, List<ServiceContainer>>();
    Query query =
        new Filters()
            .with("label", ServiceContainer.PROJECT)
            .addTo(new Query().flag("all", call.arguments().on("all")));
    for (JsonElement each : call.engine().get("/containers/json", query).array()) {
      ServiceContainer container = ServiceContainer.of(each.getAsJsonObject());
      String project = container.label(ServiceContainer.PROJECT);
      if (names.isEmpty() || names.stream().anyMatch(project::contains)) {
        projects.computeIfAbsent(project, _ -> new ArrayList<>()).add(container);
      }
    }
    var rows = new ArrayList<Row>();
    projects.forEach((name, all) -> rows.add(new Row(name, status(all), files(all))));
    return rows;
  }

  /** {@code exited(1), running(2)}. */
  private static String status(List<ServiceContainer> containers) {
    var counts = new TreeMap<String, Integer>();
    containers.forEach(each -> counts.merge(each.state(), 1, Integer::sum));
    var parts = new ArrayList<String>();
    counts.forEach((state, count) -> parts.add(state + "(" + count + ")"));
    return String.join(", ", parts);
  }

  private static String files(List<ServiceContainer> containers) {
    var files = new LinkedHashSet<String>();
    for (ServiceContainer each : containers) {
      files.addAll(List.of(each.label(ServiceContainer.FILES).split(",")));
    }
    files.remove("");
    return files.isEmpty() ? "N/A" : String.join(",", files);
  }
}
