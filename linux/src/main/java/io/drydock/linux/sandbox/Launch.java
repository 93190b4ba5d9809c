package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.linux.HostSupport;
import io.drydock.linux.Identities;
import io.drydock.linux.sandbox.SandboxSpec.Security;
import io.drydock.linux.sandbox.SandboxSpec.User;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.Spawn;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The last steps of a sandbox's thread: from the assembled root to the running command.
 *
 * <p>From the first of them on, the thread is no place for Java as we know it: it can start no
 * threads, its files and root are not those of the virtual machine, and in the end it has no
 * rights. So all memory is prepared, no class is loaded, and nothing is thrown: each step is a
 * system call and the first that fails is remembered. The thread ends right after.
 */
final class Launch {
  private static final int STAGING = 3;
  private static final int DETACH = 2;
  private static final int JOIN_SESSION_KEYRING = 1;
  private static final long ALL_FURTHER = 0xffff_ffffL;
  private static final int UMASK = 022;

  private final RootAssembly.Assembled root;
  private final StandardStreams streams;
  private final User user;
  private final boolean confined;
  private final boolean singleIdentity;
  private final Runnable beforeSpawn;
  private final CommandLookup lookup;
  private final Spawn spawn;
  private final MemorySegment here;
  private final MemorySegment top;
  private final MemorySegment workingDirectory;
  private final MemorySegment capabilities;
  private final MemorySegment groups;

  private String failedStep = "";
  private long failure;
  private boolean found;
  private long pid;

  /**
   * Prepares everything.
   *
   * @param beforeSpawn what lets the {@link ProcMounter} go
   */
  Launch(
      Arena arena,
      SandboxSpec spec,
      RootAssembly.Assembled root,
      StandardStreams streams,
      Runnable beforeSpawn) {
    this.root = root;
    this.streams = streams;
    this.user = spec.user();
    this.confined = spec.security() == Security.SANDBOX;
    // Who got no identities from the system may not change groups either.
    this.singleIdentity = Identities.here() == Identities.ONE;
    this.beforeSpawn = beforeSpawn;
    this.lookup = new CommandLookup(arena, spec.args().getFirst(), spec.env());
    this.spawn =
        new Spawn(arena, spec.args(), spec.env())
            .open(STAGING, RootAssembly.GATE, Open.READ)
            .open(STAGING, "/proc/self", Open.PATH | Open.DIRECTORY) // no command without /proc
            .close(STAGING)
            .changeDirectory(root.workingDirectory());
    this.here = arena.allocateFrom(".");
    this.top = arena.allocateFrom("/");
    this.workingDirectory = arena.allocateFrom(root.workingDirectory());
    this.capabilities =
        Capabilities.prepare(
            arena, Capabilities.DOCKER_DEFAULT & HostSupport.detect().effectiveCapabilities());
    this.groups = integers(arena, user.groups());
    SeccompFilter.prepare();
  }

  private static MemorySegment integers(Arena arena, List<Integer> values) {
    MemorySegment memory = arena.allocate(ValueLayout.JAVA_INT, values.size() + 1L);
    for (int i = 0; i < values.size(); i++) {
      memory.setAtIndex(ValueLayout.JAVA_INT, i, values.get(i));
    }
    return memory;
  }

  /** Runs the steps. */
  void run() {
    MemorySegment file = MemorySegment.NULL;
    if (enterRoot() && keepOnlyStreams() && (!confined || dropRights()) && becomeUser()) {
      file = lookup.find();
      found = file.address() != 0;
    }
    if (found && done("fchdir", Kernel.call(SystemCall.FCHDIR, STAGING))) {
      beforeSpawn.run();
      pid = spawn.run(file);
    }
  }

  private boolean enterRoot() {
    long dot = here.address();
    return done("unshare", Kernel.call(SystemCall.UNSHARE, ProcessCalls.NEW_PIDS))
        && done("enter the root", Kernel.call(SystemCall.FCHDIR, root.root().number()))
        && done("pivot_root", Kernel.call(SystemCall.PIVOT_ROOT, dot, dot))
        && done("leave the root", Kernel.call(SystemCall.FCHDIR, root.hostRoot().number()))
        && done("umount2", Kernel.call(SystemCall.UMOUNT2, dot, DETACH))
        && done("chdir", Kernel.call(SystemCall.CHDIR, top.address()))
        && done("umask", Kernel.call(SystemCall.UMASK, UMASK));
  }

  /**
   * Leaves the thread, and so the command, no file of this process's but the three streams, and one
   * to come back to the gate by, which the command closes.
   */
  private boolean keepOnlyStreams() {
    return done("unshare", Kernel.call(SystemCall.UNSHARE, ProcessCalls.OWN_FILES))
        && done("dup3", duplicate(streams.input(), 0, 0))
        && done("dup3", duplicate(streams.output(), 1, 0))
        && done("dup3", duplicate(streams.errors(), 2, 0))
        && done("dup3", duplicate(root.staging(), STAGING, Open.CLOEXEC))
        && done("close_range", Kernel.call(SystemCall.CLOSE_RANGE, STAGING + 1, ALL_FURTHER, 0));
  }

  private static long duplicate(Fd from, int to, int flags) {
    return Kernel.call(SystemCall.DUP3, from.number(), to, flags);
  }

  private boolean dropRights() {
    Kernel.call(SystemCall.KEYCTL, JOIN_SESSION_KEYRING, 0); // not every kernel has keys
    return done("prctl", Capabilities.bound(Capabilities.DOCKER_DEFAULT))
        && done("seccomp", SeccompFilter.install())
        && done("capset", Capabilities.keep(capabilities));
  }

  private boolean becomeUser() {
    int uid = user.uid();
    int gid = user.gid();
    return (singleIdentity
            || done(
                "setgroups",
                Kernel.call(SystemCall.SETGROUPS, user.groups().size(), groups.address())))
        && done("setresgid", Kernel.call(SystemCall.SETRESGID, gid, gid, gid))
        && done("setresuid", Kernel.call(SystemCall.SETRESUID, uid, uid, uid))
        && done("working directory", Kernel.call(SystemCall.CHDIR, workingDirectory.address()));
  }

  private boolean done(String step, long result) {
    if (result < 0) {
      failedStep = step;
      failure = -result;
    }
    return result >= 0;
  }

  /** The command's process number, to be asked for by another thread after this one has ended. */
  int result(SandboxSpec spec) {
    if (!failedStep.isEmpty()) {
      throw failedBefore();
    }
    if (!found) {
      throw lookup.notFound();
    }
    if (pid < 0) {
      String reason = Errno.of((int) -pid).map(Errno::message).orElseGet(() -> "error " + -pid);
      int exitCode = -pid == Errno.ENOENT.number() ? 127 : 126;
      throw new CommandStartException(exitCode, "exec " + spec.args().getFirst() + ": " + reason);
    }
    return (int) pid;
  }

  private DrydockException failedBefore() {
    return failedStep.equals("working directory")
        ? new CommandStartException(
            126,
            "chdir to cwd (\""
                + root.workingDirectory()
                + "\"): "
                + LinuxException.describe((int) failure))
        : new LinuxException("start the sandbox: " + failedStep, (int) failure);
  }
}
