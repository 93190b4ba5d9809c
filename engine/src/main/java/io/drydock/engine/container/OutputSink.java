package io.drydock.engine.container;

import io.drydock.engine.log.LogStream;
import java.nio.ByteBuffer;

/**
 * Takes what a process writes, as it comes. Called by one thread of its own, which may be made to
 * wait; it then holds a bounded number of bytes before the process has to wait as well.
 */
public interface OutputSink {
  /**
   * Bytes of one stream; with a terminal all are of standard output. The buffer is only valid
   * during the call.
   */
  void write(LogStream stream, ByteBuffer bytes);

  /** Nothing more comes: the process has ended, or {@link Attachment#close} was called. */
  void end();
}
