package io.drydock.engine.container;

import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.health.ProbeRunner;
import io.drydock.engine.log.LogStream;
import io.drydock.engine.runtime.ExecOptions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the probes of health checks as further commands of their containers. */
final class Probes implements ProbeRunner {
  private static final int MAX_OUTPUT_BYTES = 4096;
  private static final int DRAIN_SECONDS = 1;

  private final ContainerTable table;
  private final Execs execs;

  Probes(ContainerTable table, Execs execs) {
    this.table = table;
    this.execs = execs;
  }

  @Override
  public Result run(String containerId, List<String> command, Duration timeout)
      throws InterruptedException {
    var options = new ExecOptions(command, List.of(), "", "", false, false, new ConsoleSize(0, 0));
    ManagedContainer container = table.get(containerId);
    String id = execs.create(container, new ExecRequest(options, false, true, true, ""));
    var output = new Output();
    try (Attachment _ = execs.start(id, output)) {
      Exec exec = execs.get(id);
      OptionalInt code = await(exec, timeout);
      output.done.await(DRAIN_SECONDS, TimeUnit.SECONDS);
      return new Result(code, output.bytes());
    }
  }

  private static OptionalInt await(Exec exec, Duration timeout) throws InterruptedException {
    try {
      return OptionalInt.of(exec.end().get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      Residue.kill(exec.pid());
      return OptionalInt.empty();
    } catch (ExecutionException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "a probe failed: " + e.getMessage(), e);
    }
  }

  /** Keeps the beginning of what a probe writes. */
  private static final class Output implements OutputSink {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CountDownLatch done = new CountDownLatch(1);

    @Override
    public synchronized void write(LogStream stream, ByteBuffer bytes) {
      var part = new byte[Math.min(bytes.remaining(), MAX_OUTPUT_BYTES - kept.size())];
      bytes.get(part);
      kept.writeBytes(part);
    }

    @Override
    public void end() {
      done.countDown();
    }

    synchronized byte[] bytes() {
      return kept.toByteArray();
    }
  }
}
