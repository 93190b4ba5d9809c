package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.Spawn;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A thread that starts a {@link ChrootEntry} and waits for its end. The command dies with the
 * thread that started it, so this one lives as long.
 */
final class ChrootProcess implements Runnable {
  private static final int LOWEST = 10;

  private final ChrootOrder order;
  private final StandardStreams streams;
  private final CountDownLatch settled = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long pid;
  private volatile @Nullable Fd process;
  private volatile int status;
  private volatile @Nullable Throwable failure;

  ChrootProcess(ChrootOrder order, StandardStreams streams) {
    this.order = order;
    this.streams = streams;
  }

  /** Starts the command; returns a descriptor of its process once it runs. */
  Fd start() {
    Thread.ofPlatform().name("drydock-chroot").start(this);
    await(settled);
    switch (failure) {
      case null -> {}
      case DrydockException known -> {
        await(ended);
        throw known;
      }
      default -> {
        await(ended);
        throw new DrydockException(ErrorKind.INTERNAL, "start the command: " + failure, failure);
      }
    }
    return Objects.requireNonNull(process);
  }

  /** Waits until neither the command nor anything that it started is left. */
  int status() {
    await(ended);
    return status;
  }

  @Override
  public void run() {
    try (Arena arena = Arena.ofConfined();
        Pipe orders = Pipe.open();
        Pipe reports = Pipe.open()) {
      pid = Orphans.start(() -> spawn(arena, orders.reading, reports.writing));
      if (pid < 0) {
        throw new LinuxException("run " + Path.of(java()), (int) -pid);
      }
      process = ProcessCalls.openProcess((int) pid);
      orders.reading.close();
      reports.writing.close();
      tell(orders);
      failure = answer(reports);
    } catch (IOException | RuntimeException e) {
      failure = e;
    } finally {
      settled.countDown();
      if (pid > 0) {
        status = ProcessCalls.waitFor((int) pid);
        Orphans.killAfter(pid);
      }
      ended.countDown();
    }
  }

  private void tell(Pipe orders) throws IOException {
    try (var out = new DataOutputStream(new FileOutputStream(orders.writing.path()))) {
      orders.writing.close();
      order.write(out);
    }
  }

  /** What kept the command from running, or null: then the pipe has ended by executing it. */
  private @Nullable Throwable answer(Pipe reports) throws IOException {
    try (var in = new DataInputStream(new FileInputStream(reports.reading.path()))) {
      reports.reading.close();
      ChrootEntry.Failure failed = ChrootEntry.Failure.read(in);
      if (failed.step().isEmpty()) {
        return new CommandStartException(failed.exitCode(), failed.message());
      }
      return failed.step().equals("working directory")
          ? new CommandStartException(
              126,
              "chdir to cwd (\""
                  + order.workingDirectory()
                  + "\"): "
                  + LinuxException.describe(failed.errno()))
          : new LinuxException("start the command: " + failed.step(), failed.errno());
    } catch (EOFException running) {
      return null;
    }
  }

  private long spawn(Arena arena, Fd orders, Fd reports) {
    return new Spawn(arena, command(), List.of("LC_ALL=C.UTF-8"))
        .duplicate(streams.input().number(), 0)
        .duplicate(streams.output().number(), 1)
        .duplicate(streams.errors().number(), 2)
        .duplicate(orders.number(), ChrootEntry.ORDER)
        .duplicate(reports.number(), ChrootEntry.REPORT)
        .run(arena.allocateFrom(java()));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** This virtual machine's program with the entry as its main class. */
  private static List<String> command() {
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xmx192m", // as the start-up cache wants it; it needs a tenth of that
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED"));
    startUpCache().ifPresent(command::add);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ChrootEntry.class.getName()));
    return command;
  }

  private static Optional<String> startUpCache() {
    try {
      String own = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
      return List.of(own.split("\0", -1)).stream()
          .filter(each -> each.startsWith("-XX:AOTCache="))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends of a pipe above the descriptors that the child is given; each may be closed early. */
  private record Pipe(Fd reading, Fd writing) implements AutoCloseable {
    static Pipe open() {
      ProcessCalls.Pipe pipe = ProcessCalls.pipe();
      return new Pipe(raise(pipe.reading()), raise(pipe.writing()));
    }

    private static Fd raise(Fd descriptor) {
      if (descriptor.number() >= LOWEST) {
        return descriptor;
      }
      try (descriptor) {
        return descriptor.duplicate(LOWEST);
      }
    }

    @Override
    public void close() {
      reading.close();
      writing.close();
    }
  }
}
