package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.SystemCall;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The pipes between a command and this process.
 *
 * @param command the command's ends, to be closed here once it has them
 * @param pipes whether they are pipes, made for the command
 * @param input where {@code source} is to be copied to, if the command has an input
 */
record StreamChannels(
    StandardStreams command,
    InputStream source,
    Optional<OutputStream> input,
    InputStream output,
    InputStream errors,
    boolean pipes) {
  /** Above the standard streams of the command, so that none is overwritten when they are set. */
  private static final int LOWEST = 10;

  /** The command's streams are copies of this process's own; there are no pipes. */
  static StreamChannels ofThisProcess() {
    return new StreamChannels(
        new StandardStreams(copyOf(0), copyOf(1), copyOf(2)),
        InputStream.nullInputStream(),
        Optional.empty(),
        InputStream.nullInputStream(),
        InputStream.nullInputStream(),
        false);
  }

  private static Fd copyOf(int standardStream) {
    // Not closed by this object: it stays the virtual machine's.
    return new Fd(standardStream).duplicate(LOWEST);
  }

  static StreamChannels withoutInput() {
    long fd = FileCalls.open(FileCalls.CWD, "/dev/null", Open.READ, 0);
    var nothing = new Fd((int) Kernel.check(fd, SystemCall.OPENAT, "/dev/null"));
    return open(raise(nothing), InputStream.nullInputStream(), Optional.empty());
  }

  static StreamChannels withInput(InputStream source) {
    ProcessCalls.Pipe pipe = ProcessCalls.pipe();
    try (Fd writing = pipe.writing()) {
      OutputStream input = new FileOutputStream(writing.path());
      return open(raise(pipe.reading()), source, Optional.of(input));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static StreamChannels open(Fd in, InputStream source, Optional<OutputStream> input) {
    ProcessCalls.Pipe output = ProcessCalls.pipe();
    ProcessCalls.Pipe errors = ProcessCalls.pipe();
    // Opened anew through /proc, while the other ends are open, to be read as Java reads files.
    try (Fd outputReading = output.reading();
        Fd errorsReading = errors.reading()) {
      return new StreamChannels(
          new StandardStreams(in, raise(output.writing()), raise(errors.writing())),
          source,
          input,
          new FileInputStream(outputReading.path()),
          new FileInputStream(errorsReading.path()),
          true);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Lets the user open what it prints to by name too, as {@code /dev/stderr}; OCI runtimes do so.
   */
  StreamChannels ownedBy(SandboxSpec.User user) {
    for (Fd each : !pipes ? List.<Fd>of() : List.of(command.output(), command.errors())) {
      long changed = FileCalls.chown(each.number(), user.uid(), user.gid());
      Kernel.check(changed, SystemCall.FCHOWN, "a pipe of the sandbox");
    }
    return this;
  }

  /** Closes the command's ends: what remains open then is the command's alone. */
  void closeCommandEnds() {
    command.input().close();
    command.output().close();
    command.errors().close();
  }

  /** Closes this process's ends. */
  void closeOwnEnds() {
    try (output;
        errors;
        OutputStream _ = input.orElseGet(OutputStream::nullOutputStream)) {
      // closed by leaving
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static Fd raise(Fd descriptor) {
    if (descriptor.number() >= LOWEST) {
      return descriptor;
    }
    try (descriptor) {
      return descriptor.duplicate(LOWEST);
    }
  }

  private static DrydockException failed(IOException cause) {
    return new DrydockException(
        ErrorKind.INTERNAL, "pipes of the sandbox: " + cause.getMessage(), cause);
  }
}
