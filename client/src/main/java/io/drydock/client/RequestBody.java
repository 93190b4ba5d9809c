package io.drydock.client;

import com.google.gson.JsonElement;
import io.drydock.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a request carries. */
public final class RequestBody {
  /** Nothing. */
  public static final RequestBody NONE = new RequestBody("", InputStream.nullInputStream(), 0);

  private static final long UNKNOWN = -1;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final String mediaType;
  private final InputStream content;
  private final long length;

  private RequestBody(String mediaType, InputStream content, long length) {
    this.mediaType = mediaType;
    this.content = content;
    this.length = length;
  }

  /** A JSON document. */
  public static RequestBody json(JsonElement document) {
    byte[] bytes = Json.bytes(document);
    return new RequestBody(
        "application/json", new java.io.ByteArrayInputStream(bytes), bytes.length);
  }

  /** A stream of unknown length, sent in chunks; it is not closed. */
  public static RequestBody stream(String mediaType, InputStream content) {
    return new RequestBody(mediaType, content, UNKNOWN);
  }

  void headers(StringBuilder head, boolean mustSay) {
    if (!mediaType.isEmpty()) {
      head.append("Content-Type: ").append(mediaType).append("\r\n");
    }
    if (length == UNKNOWN) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (length > 0 || mustSay) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
  }

  /** Sends the head and then the body, in one piece where that is small. */
  void send(StringBuilder head, OutputStream out) throws IOException {
    byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    if (length == UNKNOWN) {
      out.write(first);
      chunks(out);
      return;
    }
    byte[] all = content.readAllBytes();
    byte[] whole = java.util.Arrays.copyOf(first, first.length + all.length);
    System.arraycopy(all, 0, whole, first.length, all.length);
    out.write(whole);
    out.flush();
  }

  private void chunks(OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      if (count > 0) {
        out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(buffer, 0, count);
        out.write(LINE_END);
      }
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static final byte[] LINE_END = {'\r', '\n'};
}
