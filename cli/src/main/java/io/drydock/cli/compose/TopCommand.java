package io.drydock.cli.compose;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.compose.ComposeCall.Containers;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.Table;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Shows the processes in the containers of services. */
final class TopCommand extends ComposeCommand {
  private static final String ABSENT = "-";

  @Override
  public Spec spec() {
    return Spec.of("compose top [SERVICE...]", "Display the running processes")
        .arguments(0, Spec.ANY);
  }

  /** One container's processes. */
  private record Processes(ServiceContainer container, List<String> titles, JsonObject answer) {
    void addTo(List<String> lines, Set<String> all) {
      for (JsonElement each : answer.getAsJsonArray("Processes")) {
        var cells = new ArrayList<String>();
        cells.add(container.service());
        cells.add(container.oneOff() ? ABSENT : String.valueOf(container.number()));
        for (String title : all) {
          int place = titles.indexOf(title);
          cells.add(place < 0 ? ABSENT : each.getAsJsonArray().get(place).getAsString());
        }
        lines.add(String.join("\t", cells));
      }
    }
  }

  @Override
  protected int run(ComposeCall call) {
    var found = new ArrayList<Processes>();
    var titles = new LinkedHashSet<String>();
    for (ServiceContainer each : call.containers(Containers.RUNNING, call.services())) {
      String path = "/containers/" + EngineClient.part(each.id()) + "/top";
      JsonObject answer = call.engine().get(path, new Query()).object();
      var processes = new Processes(each, Json.strings(answer, "Titles"), answer);
      titles.addAll(processes.titles);
      found.add(processes);
    }
    if (!found.isEmpty()) {
      var lines = new ArrayList<String>();
      lines.add("SERVICE\t#\t" + String.join("\t", titles));
      found.forEach(each -> each.addTo(lines, titles));
      call.out().print(Table.packed(lines));
    }
    return 0;
  }
}
