package io.drydock.cli.engine;

import io.drydock.cli.progress.Terminal;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Has an engine pull an image, with the caller's credentials for its registry. */
public final class ImagePull {
  private final Call call;

  public ImagePull(Call call) {
    this.call = call;
  }

  /**
   * Pulls it and shows how that goes.
   *
   * @param platform empty for the engine's
   */
  public void pull(ImageReference image, String platform, boolean quiet, PrintStream out) {
    String tag = image.digest().map(Digest::toString).orElseGet(() -> image.tag().orElse("latest"));
    send(new Query().with("fromImage", image.name()).with("tag", tag), image, platform, quiet, out);
  }

  /** Pulls all images of a repository. */
  public void pullAll(ImageReference repository, String platform, boolean quiet, PrintStream out) {
    send(new Query().with("fromImage", repository.name()), repository, platform, quiet, out);
  }

  private void send(
      Query query, ImageReference image, String platform, boolean quiet, PrintStream out) {
    query.given("platform", platform);
    try (EngineResponse messages =
        call.engine()
            .send(
                "POST",
                "/images/create",
                query,
                RequestBody.NONE,
                Map.of(RegistryLogin.HEADER, RegistryLogin.header(call.session(), image)))) {
      PrintStream shown =
          quiet
              ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
              : out;
      boolean terminal = out.equals(call.out()) ? Terminal.isOutput() : Terminal.isErrorStream();
      new MessageDisplay(shown, terminal).show(messages.body());
    }
  }
}
