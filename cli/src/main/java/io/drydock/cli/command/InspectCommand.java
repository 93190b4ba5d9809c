package io.drydock.cli.command;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Engines;
import io.drydock.cli.engine.Inspection;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.images.ImageCatalogue;
import io.drydock.distribution.images.ImageDetails;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows anything that has a name in full: containers, images, networks, volumes. */
final class InspectCommand extends EngineCommand {
  private static final List<String> TYPES = List.of("container", "image", "network", "volume");

  @Override
  public Spec spec() {
    return Spec.of(
            "inspect [OPTIONS] NAME|ID [NAME|ID...]",
            "Return low-level information on Docker objects")
        .flag("format", 'f', Kind.STRING, FormatHelp.INSPECT)
        .flag("size", 's', Kind.BOOL, "Display total file sizes if the type is container")
        .flag("type", Kind.STRING, "Only inspect objects of the given type")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) {
    String type = call.arguments().value("type", "");
    if (call.arguments().given("type") && !TYPES.contains(type)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "unknown type: \""
              + type
              + "\": must be one of \"container\", \"image\", \"network\", \"volume\"");
    }
    if (call.arguments().on("size") && !type.isEmpty() && !type.equals("container")) {
      call.err().println("WARNING: --size ignored for " + type);
    }
    List<String> types = type.isEmpty() ? TYPES : List.of(type);
    return Inspection.print(
        call.session(),
        call.arguments(),
        name ->
            find(call, types, name)
                .orElseThrow(() ->
                    new DrydockException(
                        ErrorKind.NOT_FOUND,
                        "Error: No such " + (type.isEmpty() ? "object" : type) + ": " + name)));
  }

  private static Optional<JsonObject> find(Call call, List<String> types, String name) {
    if (!Engines.hasObjects(call.session())) {
      return types.contains("image") ? ofStore(call.session(), name) : Optional.empty();
    }
    for (String type : types) {
      Optional<JsonObject> found =
          type.equals("image") && !Engines.isChosen(call.session())
              ? ofStore(call.session(), name)
              : ofEngine(call, type, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonObject> ofStore(Session session, String name) {
    var catalogue = new ImageCatalogue(session.store());
    return present(() -> new ImageDetails(catalogue).of(catalogue.image(name, Optional.empty())));
  }

  private static Optional<JsonObject> ofEngine(Call call, String type, String name) {
    String part = EngineClient.part(name);
    Query query = new Query();
    String path =
        switch (type) {
          case "container" -> {
            query.flag("size", call.arguments().on("size"));
            yield "/containers/" + part + "/json";
          }
          case "image" -> "/images/" + part + "/json";
          default -> "/" + type + "s/" + part;
        };
    return present(() -> call.engine().get(path, query).object());
  }

  private static Optional<JsonObject> present(Supplier<JsonObject> finder) {
    try {
      return Optional.of(finder.get());
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
