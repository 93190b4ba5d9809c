package io.drydock.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An engine's answer, whose body is read as it comes. */
public final class EngineResponse implements AutoCloseable {
  private final ResponseHead head;
  private final Body body;
  private final Connection connection;

  EngineResponse(ResponseHead head, Body body, Connection connection) {
    this.head = head;
    this.body = body;
    this.connection = connection;
  }

  public int status() {
    return head.status();
  }

  /** The header's value; the name is in lower case. */
  public Optional<String> header(String lowerCaseName) {
    return head.header(lowerCaseName);
  }

  public InputStream body() {
    return body;
  }

  /**
   * The whole body as JSON, with which the answer is done.
   *
   * @throws DrydockException of kind UNAVAILABLE when the engine goes away before its end
   */
  public JsonElement json() {
    try (this) {
      return Json.parse(body.readAllBytes(), "the engine's answer");
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** The whole body as a JSON object; empty for {@code null}. */
  public JsonObject object() {
    return json() instanceof JsonObject object ? object : new JsonObject();
  }

  /** The whole body as a JSON list; empty for {@code null}. */
  public JsonArray array() {
    return json() instanceof JsonArray array ? array : new JsonArray();
  }

  /** Reads what is left, so that the connection can be used again. */
  public void discard() {
    try (this) {
      body.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw lost(e);
    }
  }

  static DrydockException lost(IOException cause) {
    return new DrydockException(
        ErrorKind.UNAVAILABLE, "the connection to the engine broke: " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    if (!body.isRead()) {
      connection.close();
    }
  }
}
