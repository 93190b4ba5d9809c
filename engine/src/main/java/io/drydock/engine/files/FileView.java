package io.drydock.engine.files;

import io.drydock.linux.file.RootDirectory;

/** A container's files with what is mounted among them, open until it is closed. */
final class FileView implements AutoCloseable {
  private final RootDirectory root;
  private final Runnable release;

  FileView(RootDirectory root, Runnable release) {
    this.root = root;
    this.release = release;
  }

  RootDirectory root() {
    return root;
  }

  @Override
  public void close() {
    root.close();
    release.run();
  }
}
