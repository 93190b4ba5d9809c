package io.drydock.linux.network;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Threads;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.SystemCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace that is held open. One that is to live longer than this object is mounted on
 * a file, as {@code ip netns} does it.
 *
 * <p>A thread that entered another namespace never leaves it: work in a namespace runs on a thread
 * of its own, which ends with the work.
 */
public final class NetworkNamespace implements AutoCloseable {
  private static final int BIND = 0x1000;
  private static final int DETACH = 2;

  private final Fd descriptor;

  /** Work that may throw anything. */
  public interface Work<T> {
    T run() throws IOException;
  }

  private NetworkNamespace(Fd descriptor) {
    this.descriptor = descriptor;
  }

  /** The namespace that this process began in. */
  public static NetworkNamespace current() {
    return open(Path.of("/proc/self/ns/net"));
  }

  /** The namespace that a file is, or that is mounted on it. */
  public static NetworkNamespace open(Path file) {
    long fd = FileCalls.open(FileCalls.CWD, file.toString(), Open.READ, 0);
    Kernel.check(fd, SystemCall.OPENAT, "\"" + file + "\"");
    return new NetworkNamespace(new Fd((int) fd));
  }

  /** Makes a namespace and mounts it on a file, which is made. */
  public static NetworkNamespace create(Path file) {
    touch(file);
    try {
      return onNewThread(() -> {
        ProcessCalls.unshare(ProcessCalls.NEW_NETWORK);
        mount("/proc/thread-self/ns/net", file);
        return open(file);
      });
    } catch (RuntimeException e) {
      delete(file);
      throw e;
    }
  }

  /** Whether a namespace is mounted on the file. */
  public static boolean mountedOn(Path file) {
    try {
      return Files.exists(file) && Files.getFileStore(file).type().equals("nsfs");
    } catch (IOException e) {
      return false;
    }
  }

  /** Unmounts what {@link #create} mounted and deletes the file. None there is no error. */
  public static void delete(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(SystemCall.UMOUNT2, arena.allocateFrom(file.toString()).address(), DETACH);
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot delete \"" + file + "\"", e);
    }
  }

  /** Runs work in the namespace and waits for it. */
  public <T> T call(Work<T> work) {
    return onNewThread(() -> {
      ProcessCalls.enter(descriptor, ProcessCalls.NEW_NETWORK);
      return work.run();
    });
  }

  /** A thread, not yet started, that does its work in the namespace. */
  public Thread thread(String name, Runnable work) {
    Fd own = descriptor.duplicate(0); // the thread may begin after this object is closed
    return Thread.ofPlatform()
        .name(name)
        .daemon()
        .unstarted(() -> {
          try (own) {
            ProcessCalls.enter(own, ProcessCalls.NEW_NETWORK);
          }
          work.run();
        });
  }

  /** Links, addresses and routes in the namespace; to be closed. */
  public RouteSocket routes() {
    return call(RouteSocket::new);
  }

  Fd descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    descriptor.close();
  }

  private static <T> T onNewThread(Work<T> work) {
    var outcome = new Outcome<T>();
    Thread thread =
        Thread.ofPlatform().name("network-namespace").daemon().start(() -> outcome.run(work));
    Threads.join(thread);
    return outcome.get();
  }

  /** What came of work on another thread. */
  private static final class Outcome<T> {
    private @Nullable T value;
    private @Nullable Throwable failure;

    void run(Work<T> work) {
      try {
        value = work.run();
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }

    @SuppressWarnings("NullAway") // null only where the work returned it
    T get() {
      if (failure instanceof DrydockException known) {
        throw known;
      }
      if (failure instanceof IOException e) {
        throw new DrydockException(ErrorKind.INTERNAL, String.valueOf(e.getMessage()), e);
      }
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      return value;
    }
  }

  private static void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      throw new LinuxException("create \"" + file + "\"", Errno.EEXIST.number());
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot create \"" + file + "\": " + e, e);
    }
  }

  private static void mount(String source, Path target) {
    try (Arena arena = Arena.ofConfined()) {
      long from = arena.allocateFrom(source).address();
      long to = arena.allocateFrom(target.toString()).address();
      Kernel.check(
          Kernel.call(SystemCall.MOUNT, from, to, 0, BIND, 0),
          SystemCall.MOUNT,
          "\"" + source + "\" on \"" + target + "\"");
    }
  }
}
