package io.drydock.distribution.transport;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Supplier;

/** What a call sends, made anew each time it is sent. */
public sealed interface Body {
  Body EMPTY = new Bytes(new byte[0]);

  BodyPublisher publisher();

  /** Whether it is small enough to be sent again without asking what arrived. */
  boolean isSmall();

  /** A document. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(byte[] content) implements Body {
    @Override
    public BodyPublisher publisher() {
      return content.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content);
    }

    @Override
    public boolean isSmall() {
      return true;
    }
  }

  /**
   * Bytes as they come.
   *
   * @param length in bytes, or a negative number to send it in chunks of HTTP/1.1
   */
  record Streamed(Supplier<InputStream> source, long length) implements Body {
    @Override
    public BodyPublisher publisher() {
      BodyPublisher stream = BodyPublishers.ofInputStream(source);
      return length < 0
          ? stream
          : length == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(stream, length);
    }

    @Override
    public boolean isSmall() {
      return false;
    }
  }
}
