package io.drydock.cli.engine;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.cli.template.Template;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How {@code inspect} and its kin print what they find: JSON, or each by a template. */
public final class Inspection {
  private Inspection() {}

  /**
   * Prints what is found by each argument; what is not found is told at the end.
   *
   * @return the exit code
   */
  public static int print(
      Session session, Arguments arguments, Function<String, JsonObject> finder) {
    String format = arguments.value("format", "");
    boolean asTemplate = !format.isEmpty() && !format.equals("json");
    Optional<Template> template =
        asTemplate ? Optional.of(Template.parse(format)) : Optional.empty();
    var failures = new ArrayList<String>();
    List<JsonObject> found = new ArrayList<>();
    for (String name : arguments.positional()) {
      try {
        found.add(finder.apply(name));
      } catch (DrydockException e) {
        failures.add(EngineCommand.message(e));
      }
    }
    if (template.isPresent()) {
      for (JsonObject each : found) {
        session.out().println(template.get().apply(each));
      }
    } else {
      var array = new JsonArray();
      found.forEach(array::add);
      session
          .out()
          .println(
              format.equals("json")
                  ? new String(Json.bytes(array), StandardCharsets.UTF_8)
                  : Json.pretty(array));
    }
    session.out().flush();
    failures.forEach(session.err()::println);
    return failures.isEmpty() ? 0 : 1;
  }
}
