package io.drydock.engine.container;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A further command of a container, from its making to its end. */
final class Exec {
  /** From the end of the streams to the exit code there are microseconds. */
  private static final int PATIENCE_SECONDS = 5;

  private final String id;
  private final ManagedContainer container;
  private final ExecRequest request;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private final Console console;
  private volatile int pid;

  Exec(String id, ManagedContainer container, ExecRequest request) {
    this.id = id;
    this.container = container;
    this.request = request;
    var streams = new Streams(request.options().tty(), request.attachStdin(), true);
    this.console = new Console(id.substring(0, 12), streams, this::awaitEnd);
  }

  String id() {
    return id;
  }

  ManagedContainer container() {
    return container;
  }

  ExecRequest request() {
    return request;
  }

  Console console() {
    return console;
  }

  int pid() {
    return pid;
  }

  CompletableFuture<Integer> end() {
    return end;
  }

  /** Whether this call is the one that starts it. */
  boolean begin() {
    return started.compareAndSet(false, true);
  }

  void running(int process) {
    pid = process;
  }

  void ended(int exitCode) {
    end.complete(exitCode);
  }

  private void awaitEnd() {
    try {
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Whoever asks hears that it runs.
    }
  }

  ExecSession session() {
    boolean over = end.isDone();
    boolean running = pid > 0 && !over;
    return new ExecSession(
        id,
        container.id(),
        request,
        running,
        running ? pid : 0,
        over ? OptionalInt.of(end.join()) : OptionalInt.empty());
  }
}
