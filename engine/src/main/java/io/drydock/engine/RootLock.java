package io.drydock.engine;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right of one engine to a root directory. The kernel takes it back when the engine dies. */
final class RootLock implements AutoCloseable {
  private final FileChannel channel;

  private RootLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws DrydockException of kind CONFLICT when another engine has it
   */
  static RootLock take(EngineRoot root) {
    Path file = root.lock();
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        String holder = Files.readString(file).strip();
        channel.close();
        throw new DrydockException(
            ErrorKind.CONFLICT,
            "another engine has " + root.root() + " (process " + holder + ")",
            null,
            "stop it with \"drydock engine stop\", or choose another root with --root",
            null);
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new RootLock(channel);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot lock " + file + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot unlock the engine's root: " + e.getMessage(), e);
    }
  }
}
