package io.drydock.linux.file;

import io.drydock.linux.syscall.FileStatus;

/** What {@code mknod(2)} makes. */
public enum NodeType {
  CHAR_DEVICE(FileStatus.CHAR_DEVICE),
  BLOCK_DEVICE(FileStatus.BLOCK_DEVICE),
  FIFO(FileStatus.FIFO);

  private final int bits;

  NodeType(int bits) {
    this.bits = bits;
  }

  int bits() {
    return bits;
  }
}
