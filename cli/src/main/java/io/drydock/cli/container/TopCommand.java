package io.drydock.cli.container;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.Table;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.List;

/** Shows the processes of a container. */
final class TopCommand extends EngineCommand {
  private static final int COLUMN = 20;

  @Override
  public Spec spec() {
    return Spec.of("top CONTAINER [ps OPTIONS]", "Display the running processes of a container")
        .aliases("container top", "top")
        .arguments(1, Spec.ANY)
        .flagsFirst();
  }

  @Override
  protected int run(Call call) throws Exception {
    List<String> words = call.arguments().positional();
    String options = String.join(" ", words.subList(1, words.size()));
    JsonObject answer =
        call.engine()
            .get(
                "/containers/" + EngineClient.part(call.name()) + "/top",
                new Query().given("ps_args", options))
            .object();
    var lines = new ArrayList<String>();
    lines.add(String.join("\t", Json.strings(answer, "Titles")));
    for (JsonElement each : answer.getAsJsonArray("Processes")) {
      var cells = new ArrayList<String>();
      each.getAsJsonArray().forEach(cell -> cells.add(cell.getAsString()));
      lines.add(String.join("\t", cells));
    }
    call.out().print(Table.of(lines, COLUMN));
    return 0;
  }
}
