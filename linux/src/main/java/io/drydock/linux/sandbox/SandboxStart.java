package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.HostSupport;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.sandbox.SandboxSpec.Mount;
import io.drydock.linux.sandbox.SandboxSpec.Root;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.SystemCall;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From a specification to a running command, or to nothing at all. */
final class SandboxStart {
  private final SandboxSpec spec;
  private final StreamChannels channels;
  private final Descriptors descriptors = new Descriptors();
  private final MountPoints mountPoints;
  private final Setup setup;
  private final ProcMounter procMounter;

  SandboxStart(SandboxSpec spec, HostSupport host, StreamChannels channels) {
    if (spec.args().isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "no command to run");
    }
    this.spec = spec;
    this.channels = channels;
    var gate = new Gate();
    var assembly = new RootAssembly(spec, host, descriptors);
    this.mountPoints = assembly.mountPoints();
    this.setup = new Setup(spec, channels.command(), gate, assembly);
    this.procMounter =
        new ProcMounter(
            spec, host, gate, setup::staging, RootAssembly.privateDirectory(spec.root()));
  }

  Sandbox.Running start(OutputStream stdout, OutputStream stderr) {
    Watchdog.instance(); // begins in this thread's namespaces, not in the sandbox's
    int pid = 0;
    try {
      runThreads();
      pid = setup.result();
      procMounter.check();
      int child = pid;
      var process =
          CommandProcess.of(ProcessCalls.openProcess(pid), () -> ProcessCalls.waitFor(child));
      var command = new RunningCommand(process, channels, this::clean);
      command.drain(stdout, stderr);
      return command;
    } catch (RuntimeException e) {
      abandon(pid, e);
      // A failed /proc makes the command fail; what failed there is the reason then.
      procMounter.check();
      throw e;
    }
  }

  /** They only start the command, so an interrupt can wait until they are done. */
  private void runThreads() {
    Thread mounting = Thread.ofPlatform().name("drydock-sandbox-proc").start(procMounter);
    Thread starting = Thread.ofPlatform().name("drydock-sandbox").start(setup);
    joinUninterruptibly(starting);
    joinUninterruptibly(mounting);
    descriptors.close();
    channels.closeCommandEnds();
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void abandon(int pid, RuntimeException reason) {
    try {
      if (pid > 0) {
        Kernel.call(SystemCall.KILL, pid, ProcessCalls.SIGKILL);
        ProcessCalls.waitFor(pid);
      }
      channels.closeOwnEnds();
      clean();
    } catch (RuntimeException further) {
      reason.addSuppressed(further);
    }
  }

  /** Leaves nothing of the sandbox but what the command wrote. */
  private void clean() {
    setup.watch().end();
    mountPoints.removeStubs(RootAssembly.ownFiles(spec.root()));
    for (Path work : workDirectories()) {
      try (RootDirectory directory = RootDirectory.open(work)) {
        directory.delete("");
      }
    }
  }

  private List<Path> workDirectories() {
    var directories = new ArrayList<Path>();
    if (spec.root() instanceof Root.Overlay overlay) {
      directories.add(overlay.work());
    }
    for (Mount mount : spec.mounts()) {
      if (mount instanceof Mount.OverlayBind bind) {
        directories.add(bind.work());
      }
    }
    return directories;
  }
}
