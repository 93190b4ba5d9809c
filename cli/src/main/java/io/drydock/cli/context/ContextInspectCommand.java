package io.drydock.cli.context;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Engines;
import io.drydock.cli.engine.Inspection;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.client.ContextStore;
import io.drydock.client.EngineContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Shows contexts in full. */
final class ContextInspectCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "context inspect [OPTIONS] [CONTEXT] [CONTEXT...]",
            "Display detailed information on one or more contexts")
        .flag("format", 'f', Kind.STRING, FormatHelp.INSPECT)
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(Call call) {
    Arguments given = call.arguments();
    Arguments arguments =
        given.positional().isEmpty()
            ? new Arguments(given.values(), List.of(Engines.selection(call.session()).context()))
            : given;
    var store = new ContextStore(call.session().dockerConfig());
    return Inspection.print(call.session(), arguments, name -> document(call, store, name));
  }

  private static JsonObject document(Call call, ContextStore store, String name) {
    boolean isDefault = name.equals(ContextStore.DEFAULT);
    EngineContext context = isDefault ? ContextLsCommand.defaultContext(call) : store.get(name);
    JsonObject document = context.toJson();
    var material = new JsonObject();
    var files = new JsonArray();
    Path folder = store.tlsFolder(name);
    for (String each : List.of("ca.pem", "cert.pem", "key.pem")) {
      if (!isDefault && Files.exists(folder.resolve(each))) {
        files.add(each);
      }
    }
    if (!files.isEmpty()) {
      material.add("docker", files);
    }
    var storage = new JsonObject();
    storage.addProperty(
        "MetadataPath", isDefault ? "<IN MEMORY>" : store.metaFolder(name).toString());
    storage.addProperty("TLSPath", isDefault ? "<IN MEMORY>" : String.valueOf(folder.getParent()));
    document.add("TLSMaterial", material);
    document.add("Storage", storage);
    return document;
  }
}
