package io.drydock.cli.image;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.MessageDisplay;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.progress.Terminal;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Makes an image of a file system's tar archive. */
public final class ImportCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "import [OPTIONS] file|URL|- [REPOSITORY[:TAG]]",
            "Import the contents from a tarball to create a filesystem image")
        .aliases("image import", "import")
        .flag("change", 'c', Kind.LIST, "Apply Dockerfile instruction to the created image")
        .flag("message", 'm', Kind.STRING, "Set commit message for imported image")
        .flag("platform", Kind.STRING, "Set platform if server is multi-platform capable")
        .arguments(1, 2);
  }

  @Override
  protected int run(Call call) throws IOException {
    String source = call.name();
    boolean isUrl = source.startsWith("http://") || source.startsWith("https://");
    var query = new Query();
    call.arguments().all("change").forEach(each -> query.with("changes", each));
    query
        .with("fromSrc", isUrl ? source : "-")
        .given("message", call.arguments().value("message"))
        .given("platform", call.arguments().value("platform"));
    if (call.arguments().positional().size() > 1) {
      query.with("repo", call.arguments().argument(1));
    }
    try (InputStream content = content(call, source, isUrl);
        EngineResponse messages =
            call.engine()
                .send(
                    "POST",
                    "/images/create",
                    query,
                    isUrl ? RequestBody.NONE : RequestBody.stream("text/plain", content))) {
      new MessageDisplay(call.out(), Terminal.isOutput()).show(messages.body());
    }
    return 0;
  }

  private static InputStream content(Call call, String source, boolean isUrl) throws IOException {
    if (isUrl) {
      return InputStream.nullInputStream();
    }
    return source.equals("-")
        ? call.session().in()
        : Files.newInputStream(call.session().path(source));
  }
}
