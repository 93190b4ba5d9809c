package io.drydock.api.http;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Why a head is not served. */
record Refusal(HttpResponseStatus status, String message) {
  static Refusal of(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new Refusal(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request's line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new Refusal(
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the request's headers are too long");
    }
    return new Refusal(HttpResponseStatus.BAD_REQUEST, "the request is not valid HTTP/1.1");
  }

  /** An answer as the API's errors are, after which the connection ends. */
  static FullHttpResponse answer(HttpResponseStatus status, String message) {
    byte[] body = body(message);
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return response;
  }

  static byte[] body(String message) {
    var json = new JsonObject();
    json.addProperty("message", message);
    return Json.bytes(json);
  }
}
