package io.drydock.compose.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonStreamParser;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.EOFException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** JSON objects that come one after another. */
final class JsonMessages {
  private JsonMessages() {}

  /**
   * Hands over each as it comes, until the end.
   *
   * @param from names the sender in errors
   * @throws DrydockException of kind UNAVAILABLE when the stream breaks or holds something else
   */
  static void read(InputStream in, String from, Consumer<JsonObject> consumer) {
    var parser = new JsonStreamParser(new InputStreamReader(in, StandardCharsets.UTF_8));
    while (hasNext(parser, from)) {
      consumer.accept(next(parser, from));
    }
  }

  /** A stream that ends before the first message is an end like any other. */
  private static boolean hasNext(JsonStreamParser parser, String from) {
    try {
      return parser.hasNext();
    } catch (JsonIOException e) {
      if (e.getCause() instanceof EOFException) {
        return false;
      }
      throw broken(from, e);
    } catch (JsonParseException e) {
      throw broken(from, e);
    }
  }

  private static JsonObject next(JsonStreamParser parser, String from) {
    try {
      JsonElement each = parser.next();
      if (each instanceof JsonObject object) {
        return object;
      }
      throw new JsonParseException("not an object: " + each);
    } catch (JsonParseException e) {
      throw broken(from, e);
    }
  }

  private static DrydockException broken(String from, JsonParseException cause) {
    return new DrydockException(
        ErrorKind.UNAVAILABLE, "invalid response from " + from + ": " + cause.getMessage(), cause);
  }
}
