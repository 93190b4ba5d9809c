package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Moments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Frames;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** Shows what a container has written. */
final class LogsCommand extends EngineCommand {
  private static final int BUFFER_BYTES = 32 * 1024;

  @Override
  public Spec spec() {
    return Spec.of("logs [OPTIONS] CONTAINER", "Fetch the logs of a container")
        .aliases("container logs", "logs")
        .flag("details", Kind.BOOL, "Show extra details provided to logs")
        .flag("follow", 'f', Kind.BOOL, "Follow log output")
        .flag(
            "since",
            Kind.STRING,
            "Show logs since timestamp (e.g. \"2013-01-02T13:23:37Z\") or relative (e.g. \"42m\" "
                + "for 42 minutes)")
        .flag(
            "tail",
            'n',
            Kind.STRING,
            "Number of lines to show from the end of the logs (default \"all\")")
        .flag("timestamps", 't', Kind.BOOL, "Show timestamps")
        .flag(
            "until",
            Kind.STRING,
            "Show logs before a timestamp (e.g. \"2013-01-02T13:23:37Z\") or relative (e.g. "
                + "\"42m\" for 42 minutes)")
        .arguments(1, 1);
  }

  @Override
  protected int run(Call call) throws IOException {
    JsonObject container =
        call.engine()
            .get("/containers/" + EngineClient.part(call.name()) + "/json", new Query())
            .object();
    boolean tty = Json.child(container, "Config").map(each -> Json.flag(each, "Tty")).orElse(false);
    String id = Json.string(container, "Id").orElse(call.name());
    Query query =
        new Query()
            .flag("details", call.arguments().on("details"))
            .flag("follow", call.arguments().on("follow"))
            .given("since", moment(call, "since"))
            .with("stderr", "1")
            .with("stdout", "1")
            .with("tail", call.arguments().value("tail", "all"))
            .flag("timestamps", call.arguments().on("timestamps"))
            .given("until", moment(call, "until"));
    try (EngineResponse log = call.engine().get("/containers/" + id + "/logs", query)) {
      if (tty) {
        copy(log.body(), call.out());
      } else {
        Frames.copy(log.body(), call.out(), call.err());
      }
    }
    return 0;
  }

  private static String moment(Call call, String flag) {
    try {
      return Moments.of(call.arguments().value(flag, ""));
    } catch (DrydockException e) {
      throw new DrydockException(
          e.kind(), "invalid value for \"" + flag + "\": " + e.getMessage(), e);
    }
  }

  private static void copy(InputStream in, PrintStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
      out.flush();
    }
  }
}
