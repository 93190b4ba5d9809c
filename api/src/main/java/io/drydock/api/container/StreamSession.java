package io.drydock.api.container;

import io.drydock.api.http.Hijacked;
import io.drydock.api.route.Call;
import io.drydock.engine.container.Attachment;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A client's connection to a process's standard streams. */
final class StreamSession {
  private static final String RAW = "application/vnd.docker.raw-stream";
  private static final String FRAMES = "application/vnd.docker.multiplexed-stream";

  private StreamSession() {}

  /** What the output's media type is called; clients before 1.42 know only one name. */
  static String mediaType(Call call, boolean raw) {
    return raw || !call.version().since(42) ? RAW : FRAMES;
  }

  /** Moves bytes both ways until the output ends or the client leaves. */
  static void run(Hijacked client, Attachment attachment, FrameSink sink, boolean stdin) {
    sink.open(client.output(), attachment::close);
    if (stdin) {
      Thread.ofVirtual().name("stdin").start(() -> pump(client, attachment));
    }
    try {
      sink.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      attachment.close();
      client.close();
    }
  }

  private static void pump(Hijacked client, Attachment attachment) {
    byte[] buffer = new byte[32 << 10];
    try {
      for (int n = client.input().read(buffer); n >= 0; n = client.input().read(buffer)) {
        attachment.write(ByteBuffer.wrap(buffer, 0, n));
      }
      attachment.closeInput();
    } catch (IOException e) {
      // The client was cut off: its process goes on, as after a detach.
      attachment.close();
    }
  }
}
