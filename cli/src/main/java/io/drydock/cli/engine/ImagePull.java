package io.drydock.cli.engine;

import com.google.gson.JsonObject;
import io.drydock.cli.progress.Terminal;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.core.Json;
import io.drydock.distribution.credentials.CredentialStore;
import io.drydock.distribution.credentials.Credentials;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
                Map.of("X-Registry-Auth", authorization(image)))) {
      PrintStream shown =
          quiet
              ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
              : out;
      boolean terminal = out.equals(call.out()) ? Terminal.isOutput() : Terminal.isErrorStream();
      new MessageDisplay(shown, terminal).show(messages.body());
    }
  }

  /** The credentials in the form of the header {@code X-Registry-Auth}. */
  private String authorization(ImageReference image) {
    var store = CredentialStore.in(call.session().dockerConfig(), call.session().environment());
    JsonObject document =
        store.find(image.domain()).map(each -> document(each, image)).orElseGet(JsonObject::new);
    return Base64.getUrlEncoder().encodeToString(Json.bytes(document));
  }

  private static JsonObject document(Credentials credentials, ImageReference image) {
    var document = new JsonObject();
    switch (credentials) {
      case Credentials.Password(String user, String password) -> {
        document.addProperty("username", user);
        document.addProperty("password", password);
      }
      case Credentials.IdentityToken(String user, String token) -> {
        document.addProperty("username", user);
        document.addProperty("identitytoken", token);
      }
      case Credentials.RegistryToken(String token) -> document.addProperty("registrytoken", token);
    }
    document.addProperty(
        "serveraddress",
        image.domain().equals("docker.io") ? "https://index.docker.io/v1/" : image.domain());
    return document;
  }
}
