package io.drydock.cli.compose.image;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonStreamParser;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.RegistryLogin;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Has an engine pull and push images, and tells how much of them has been moved. */
final class ImageTransfers {
  private static final long TELL_NANOS = 100_000_000;

  private final Call call;

  ImageTransfers(Call call) {
    this.call = call;
  }

  /**
   * Pulls an image.
   *
   * @param platform empty for the engine's
   * @param amount hears how much has come, as {@code 3MB/40MB}
   * @throws DrydockException with the engine's words when it cannot
   */
  void pull(ImageReference image, String platform, Consumer<String> amount) {
    String tag = image.digest().map(Digest::toString).orElseGet(() -> image.tag().orElse("latest"));
    Query query =
        new Query().with("fromImage", image.name()).with("tag", tag).given("platform", platform);
    send("/images/create", query, image, amount);
  }

  /** Pushes an image, as {@link #pull}. */
  void push(ImageReference image, Consumer<String> amount) {
    Query query = new Query().with("tag", image.tag().orElse("latest"));
    send("/images/" + EngineClient.part(image.name()) + "/push", query, image, amount);
  }

  private void send(String path, Query query, ImageReference image, Consumer<String> amount) {
    Map<String, String> login =
        Map.of(RegistryLogin.HEADER, RegistryLogin.header(call.session(), image));
    try (EngineResponse messages =
        call.engine().send("POST", path, query, RequestBody.NONE, login)) {
      read(messages, amount);
    }
  }

  /** Reads an engine's messages to their end, which is an error or none. */
  static void read(EngineResponse messages, Consumer<String> amount) {
    var layers = new HashMap<String, Layer>();
    long told = 0;
    try {
      var parser =
          new JsonStreamParser(new InputStreamReader(messages.body(), StandardCharsets.UTF_8));
      while (parser.hasNext()) {
        if (parser.next() instanceof JsonObject message) {
          take(message, layers);
          if (System.nanoTime() - told > TELL_NANOS && !layers.isEmpty()) {
            told = System.nanoTime();
            amount.accept(sum(layers));
          }
        }
      }
    } catch (JsonParseException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "the engine's messages break off: " + e.getMessage(), e);
    }
  }

  /** How much of a layer has been moved, in bytes. */
  private record Layer(long done, long total) {}

  private static void take(JsonObject message, Map<String, Layer> layers) {
    Optional<String> error =
        Json.child(message, "errorDetail")
            .flatMap(each -> Json.string(each, "message"))
            .or(() -> Json.string(message, "error"));
    if (error.isPresent()) {
      throw new DrydockException(ErrorKind.INTERNAL, error.get());
    }
    Optional<JsonObject> detail = Json.child(message, "progressDetail");
    long total = detail.flatMap(each -> Json.number(each, "total")).orElse(0L);
    if (total > 0) {
      long done = detail.flatMap(each -> Json.number(each, "current")).orElse(0L);
      layers.put(Json.string(message, "id").orElse(""), new Layer(done, total));
    }
  }

  private static String sum(Map<String, Layer> layers) {
    long done = 0;
    long total = 0;
    for (Layer each : layers.values()) {
      done += each.done;
      total += each.total;
    }
    return Sizes.decimal(done) + "/" + Sizes.decimal(total);
  }
}
