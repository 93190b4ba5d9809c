package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.Query;
import io.drydock.core.Json;
import io.drydock.oci.ImageReference;

/** Makes an image of what a container has changed. */
final class CommitCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "commit [OPTIONS] CONTAINER [REPOSITORY[:TAG]]",
            "Create a new image from a container's changes")
        .aliases("container commit", "commit")
        .flag(
            "author",
            'a',
            Kind.STRING,
            "Author (e.g., \"John Hannibal Smith <hannibal@a-team.com>\")")
        .flag("change", 'c', Kind.LIST, "Apply Dockerfile instruction to the created image")
        .flag("message", 'm', Kind.STRING, "Commit message")
        .flag("pause", 'p', Kind.BOOL, "Pause container during commit (default true)")
        .arguments(1, 2);
  }

  @Override
  protected int run(Call call) throws Exception {
    String name = call.arguments().positional().size() > 1 ? call.arguments().argument(1) : "";
    var query =
        new Query()
            .with("author", call.arguments().value("author", ""))
            .with("comment", call.arguments().value("message", ""))
            .with("container", call.name());
    call.arguments().all("change").forEach(each -> query.with("changes", each));
    if (call.arguments().given("pause") && !call.arguments().on("pause")) {
      query.with("pause", "0");
    }
    if (name.isEmpty()) {
      query.with("repo", "").with("tag", "");
    } else {
      ImageReference image = ImageReference.parse(name).withDefaultTag();
      query.with("repo", image.name()).with("tag", image.tag().orElse(""));
    }
    JsonObject made = call.engine().post("/commit", query).object();
    call.out().println(Json.string(made, "Id").orElse(""));
    return 0;
  }
}
