package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.syscall.ProcessCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A command under way, with the threads that serve it; the one for its output also waits for it.
 */
final class RunningCommand implements Sandbox.Running {
  private static final int BUFFER_SIZE = 64 * 1024;
  private static final int SIGNAL_MASK = 0x7f;

  private final CommandProcess process;
  private final StreamChannels channels;
  private final Runnable afterwards;
  private final CountDownLatch ended = new CountDownLatch(1);

  private boolean gone;
  private Sandbox.@Nullable Result result;
  private volatile @Nullable IOException broken;
  private @Nullable RuntimeException failure;

  /**
   * @param process closed by this object
   * @param afterwards what to do once no process is left
   */
  RunningCommand(CommandProcess process, StreamChannels channels, Runnable afterwards) {
    this.process = process;
    this.channels = channels;
    this.afterwards = afterwards;
  }

  /** Starts the threads. */
  void drain(OutputStream stdout, OutputStream stderr) {
    OutOfMemoryKills.noteBefore();
    Thread errors = thread("stderr").unstarted(() -> copy(channels.errors(), stderr));
    errors.start();
    thread("stdout").start(() -> serve(stdout, errors));
    if (channels.input().isPresent()) {
      thread("stdin").daemon().start(() -> feed(channels.input().get()));
    }
  }

  private static Thread.Builder.OfPlatform thread(String stream) {
    return Thread.ofPlatform().name("drydock-sandbox-" + stream);
  }

  @Override
  public Sandbox.Result await() throws InterruptedException {
    try {
      ended.await();
    } catch (InterruptedException e) {
      kill();
      awaitUninterruptibly();
      throw e;
    }
    if (failure != null) {
      throw failure;
    }
    if (result == null) {
      throw new IllegalStateException("ended without a result");
    }
    return result;
  }

  @Override
  public void kill() {
    synchronized (process) {
      if (!gone) {
        process.kill();
      }
    }
  }

  private void awaitUninterruptibly() {
    while (true) {
      try {
        ended.await();
        return;
      } catch (InterruptedException again) {
        // It is being killed; there is nothing more to do than to see it go.
      }
    }
  }

  private void serve(OutputStream stdout, Thread errors) {
    try {
      copy(channels.output(), stdout);
      int ending = process.await();
      // Its pipes are closed by now: with the command all that it left has been killed.
      errors.join();
      finish(ending);
    } catch (RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      failure = new DrydockException(ErrorKind.CANCELLED, "interrupted", e);
    } finally {
      ended.countDown();
    }
  }

  private void finish(int ending) {
    synchronized (process) {
      gone = true;
      process.close();
    }
    afterwards.run();
    int signal = ending & SIGNAL_MASK;
    int exitCode = signal == 0 ? ending >> 8 & 0xff : 128 + signal;
    boolean killed = exitCode == 128 + ProcessCalls.SIGKILL;
    result = new Sandbox.Result(exitCode, signal, killed && OutOfMemoryKills.happenedSince());
    if (broken != null) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "write what the command printed: " + broken.getMessage(), broken);
    }
  }

  /** Copies to the end. When nobody can take it any more, the command is of no use. */
  private void copy(InputStream from, OutputStream to) {
    byte[] buffer = new byte[BUFFER_SIZE];
    try (from) {
      int count;
      while ((count = from.read(buffer)) >= 0) {
        to.write(buffer, 0, count);
        to.flush();
      }
    } catch (IOException e) {
      broken = e;
      kill();
    }
  }

  private void feed(OutputStream input) {
    try (input) {
      byte[] buffer = new byte[BUFFER_SIZE];
      int count;
      while ((count = channels.source().read(buffer)) >= 0) {
        input.write(buffer, 0, count);
        input.flush();
      }
    } catch (IOException ignored) {
      // The command has closed its input, as head does, or our source has ended in an odd way: the
      // command sees the end of its input.
    }
  }
}
