package io.drydock.engine.container;

import java.nio.ByteBuffer;

/** A client's hold of a process's standard streams; its output goes to an {@link OutputSink}. */
public interface Attachment extends AutoCloseable {
  /**
   * Writes to standard input; waits while the process does not read. Bytes for a process that has
   * closed it, or was not opened with one, are dropped. A detach key sequence ends the attachment.
   */
  void write(ByteBuffer bytes);

  /** Ends standard input, where the container's settings let it end with its first client. */
  void closeInput();

  /** Leaves; the process goes on. */
  @Override
  void close();
}
