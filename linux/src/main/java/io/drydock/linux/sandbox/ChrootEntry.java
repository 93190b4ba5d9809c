package io.drydock.linux.sandbox;

import io.drydock.linux.HostSupport;
import io.drydock.linux.Identities;
import io.drydock.linux.sandbox.SandboxSpec.ResourceLimit;
import io.drydock.linux.sandbox.SandboxSpec.User;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.SystemCall;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The program of a process that becomes a command with another root. A thread cannot do that where
 * {@code unshare(2)} is forbidden: its root would be that of all threads. So a virtual machine of
 * its own changes its root, gives its rights up and executes the command in its place.
 *
 * <p>From the change of the root on no class can be loaded, so everything is prepared before.
 *
 * <p>It reads its {@link ChrootOrder} from descriptor {@value #ORDER}. On descriptor {@value
 * #REPORT} it says what failed; when that ends without a word, the command runs.
 */
final class ChrootEntry {
  static final int ORDER = 3;
  static final int REPORT = 4;

  private static final int CLOSE_ON_EXEC = 1;
  private static final int SET_DESCRIPTOR_FLAGS = 2;
  private static final int RANGE_CLOSE_ON_EXEC = 4;
  private static final long ALL_FURTHER = 0xffff_ffffL;
  private static final int PR_SET_PDEATHSIG = 1;
  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int SET_MASK = 2;
  private static final int SIGSET_SIZE = 8;
  private static final int UMASK = 022;
  private static final ResourceLimit OPEN_FILES =
      new ResourceLimit(SandboxSpec.Resource.NOFILE, 1_048_576, 1_048_576);

  private final ChrootOrder order;
  private final Arena arena = Arena.global();
  private final boolean keepsGroups = Identities.here() == Identities.ONE;
  private final CommandLookup lookup;
  private final MemorySegment args;
  private final MemorySegment env;
  private final MemorySegment here = arena.allocateFrom(".");
  private final MemorySegment top = arena.allocateFrom("/");
  private final MemorySegment workingDirectory;
  private final MemorySegment capabilities;
  private final MemorySegment groups;
  private final MemorySegment noSignals = arena.allocate(SIGSET_SIZE, 8);
  private String failedStep = "";
  private int failure;

  private ChrootEntry(ChrootOrder order) {
    this.order = order;
    this.lookup = new CommandLookup(arena, order.args().getFirst(), order.env());
    this.args = strings(order.args());
    this.env = strings(order.env());
    this.workingDirectory = arena.allocateFrom(order.workingDirectory());
    long kept = Capabilities.IN_CHROOT & HostSupport.detect().effectiveCapabilities();
    this.capabilities = Capabilities.prepare(arena, kept);
    List<Integer> ids = order.user().groups();
    this.groups = arena.allocate(ValueLayout.JAVA_INT, ids.size() + 1L);
    for (int i = 0; i < ids.size(); i++) {
      groups.setAtIndex(ValueLayout.JAVA_INT, i, ids.get(i));
    }
    rehearse();
  }

  /** Does what cannot fail any more later, so that its classes are there. */
  private void rehearse() {
    LinuxException.load();
    var nowhere = new CommandLookup(arena, "/", List.of());
    nowhere.find();
    CommandStartException notFound = nowhere.notFound();
    new Failure("", 0, notFound.exitCode(), "");
  }

  /**
   * A failure to start.
   *
   * @param step what was being done; empty when the command could not be found or executed
   * @param exitCode what a shell would end with
   */
  record Failure(String step, int errno, int exitCode, String message) {
    void write(DataOutputStream out) throws IOException {
      out.writeUTF(step);
      out.writeInt(errno);
      out.writeInt(exitCode);
      out.writeUTF(message);
    }

    static Failure read(DataInputStream in) throws IOException {
      return new Failure(in.readUTF(), in.readInt(), in.readInt(), in.readUTF());
    }
  }

  public static void main(String[] arguments) throws IOException {
    ChrootOrder order;
    try (var in = new DataInputStream(new FileInputStream(new Fd(ORDER).path()))) {
      order = ChrootOrder.read(in);
    }
    var report = new DataOutputStream(new FileOutputStream(new Fd(REPORT).path()));
    new ChrootEntry(order).run().write(report);
    report.flush();
    Runtime.getRuntime().halt(1);
  }

  /** Becomes the command; returns only when it cannot. */
  private Failure run() {
    if (!(limit() && changeRoot() && detach() && (!order.confined() || dropRights()) && become())) {
      return new Failure(failedStep, failure, 126, "");
    }
    MemorySegment file = lookup.find();
    if (file.address() == 0) {
      CommandStartException notFound = lookup.notFound();
      return new Failure("", 0, notFound.exitCode(), String.valueOf(notFound.getMessage()));
    }
    int errno =
        (int) -Kernel.call(SystemCall.EXECVE, file.address(), args.address(), env.address());
    int exitCode = errno == Errno.ENOENT.number() ? 127 : 126;
    String reason = Errno.of(errno).map(Errno::message).orElseGet(() -> "error " + errno);
    return new Failure("", errno, exitCode, "exec " + order.args().getFirst() + ": " + reason);
  }

  private boolean limit() {
    apply(OPEN_FILES); // as far as it goes
    for (ResourceLimit limit : order.limits()) {
      if (!done("limit " + limit.resource(), apply(limit))) {
        return false;
      }
    }
    return true;
  }

  private static long apply(ResourceLimit limit) {
    return ProcessCalls.limit(0, limit.resource().number(), limit.soft(), limit.hard());
  }

  private boolean changeRoot() {
    long root =
        FileCalls.open(FileCalls.CWD, order.root(), Open.PATH | Open.DIRECTORY | Open.NOFOLLOW, 0);
    return done("open the root", root)
        && done("fchdir", Kernel.call(SystemCall.FCHDIR, root))
        && done("chroot", Kernel.call(SystemCall.CHROOT, here.address()))
        && done("chdir", Kernel.call(SystemCall.CHDIR, top.address()))
        && done("umask", Kernel.call(SystemCall.UMASK, UMASK));
  }

  /** Keeps nothing of this virtual machine but the standard streams. */
  private boolean detach() {
    Kernel.call(SystemCall.CLOSE_RANGE, REPORT + 1, ALL_FURTHER, RANGE_CLOSE_ON_EXEC);
    // What the command leaves behind becomes its child, and after its end our parent's.
    return done("fcntl", Kernel.call(SystemCall.FCNTL, ORDER, SET_DESCRIPTOR_FLAGS, CLOSE_ON_EXEC))
        && done("fcntl", Kernel.call(SystemCall.FCNTL, REPORT, SET_DESCRIPTOR_FLAGS, CLOSE_ON_EXEC))
        && done("prctl", Kernel.call(SystemCall.PRCTL, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))
        && done(
            "rt_sigprocmask",
            Kernel.call(SystemCall.RT_SIGPROCMASK, SET_MASK, noSignals.address(), 0, SIGSET_SIZE));
  }

  private boolean dropRights() {
    long bounded = Capabilities.bound(Capabilities.IN_CHROOT);
    // Without CAP_SETPCAP the bound stays; what is taken below can then come back by setuid files.
    return (bounded == -Errno.EPERM.number() || done("prctl", bounded))
        && done("capset", Capabilities.keep(capabilities));
  }

  private boolean become() {
    User user = order.user();
    int uid = user.uid();
    int gid = user.gid();
    return (keepsGroups
            || done(
                "setgroups",
                Kernel.call(SystemCall.SETGROUPS, user.groups().size(), groups.address())))
        && done("setresgid", Kernel.call(SystemCall.SETRESGID, gid, gid, gid))
        && done("setresuid", Kernel.call(SystemCall.SETRESUID, uid, uid, uid))
        && done(
            "prctl", Kernel.call(SystemCall.PRCTL, PR_SET_PDEATHSIG, ProcessCalls.SIGKILL, 0, 0, 0))
        && done("working directory", Kernel.call(SystemCall.CHDIR, workingDirectory.address()));
  }

  private boolean done(String step, long result) {
    if (result < 0) {
      failedStep = step;
      failure = (int) -result;
    }
    return result >= 0;
  }

  private MemorySegment strings(List<String> texts) {
    MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      pointers.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return pointers;
  }
}
