package io.drydock.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.internal.Streams;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The JSON objects that an engine sends one after the other, as events and the progress of a pull
 * are: each is there as soon as it has come, and there may be none at all.
 */
public final class Messages implements AutoCloseable {
  private final BufferedReader text;
  private final JsonReader json;
  private boolean begun;

  /** Takes the stream over. */
  public Messages(InputStream in) {
    text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    json = new JsonReader(text);
    json.setStrictness(Strictness.LENIENT);
  }

  /**
   * Waits for the next; empty when the engine has ended the stream.
   *
   * @throws DrydockException of kind UNAVAILABLE when the stream ends within a message, or is none
   */
  public Optional<JsonObject> next() {
    try {
      while (hasNext()) {
        if (Streams.parse(json) instanceof JsonObject message) {
          return Optional.of(message);
        }
      }
      return Optional.empty();
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "the engine's messages break off: " + e.getMessage(), e);
    }
  }

  private boolean hasNext() throws IOException {
    // The JSON reader takes an end before the first message for a document that lacks its text.
    begun = begun || hasText();
    return begun && json.peek() != JsonToken.END_DOCUMENT;
  }

  /** Whether anything but white space comes before the end. */
  private boolean hasText() throws IOException {
    int next;
    do {
      text.mark(1);
      next = text.read();
    } while (next >= 0 && Character.isWhitespace(next));
    text.reset();
    return next >= 0;
  }

  @Override
  public void close() {
    Quietly.close(json);
  }
}
