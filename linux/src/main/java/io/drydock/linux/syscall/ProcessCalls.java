package io.drydock.linux.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * System calls on processes and on the calling thread. Those on the thread are raw on purpose: the
 * C library would change all threads of the process.
 */
public final class ProcessCalls {
  public static final int NEW_MOUNTS = 0x20000;
  public static final int NEW_CGROUPS = 0x2000000;
  public static final int NEW_HOSTNAME = 0x4000000;
  public static final int NEW_IPC = 0x8000000;
  public static final int NEW_PIDS = 0x20000000;
  public static final int NEW_NETWORK = 0x40000000;

  /** Working directory, root and umask of the thread's own. */
  public static final int OWN_DIRECTORIES = 0x200;

  /** A copy of the table of open files for the thread alone. */
  public static final int OWN_FILES = 0x400;

  public static final int SIGKILL = 9;

  private ProcessCalls() {}

  /** Gives the calling thread things of its own. */
  public static void unshare(int what) {
    Kernel.check(
        Kernel.call(SystemCall.UNSHARE, what),
        SystemCall.UNSHARE,
        "0x" + Integer.toHexString(what));
  }

  /** Moves the calling thread into a namespace. */
  public static void enter(Fd namespace, int kind) {
    Kernel.check(
        Kernel.call(SystemCall.SETNS, namespace.number(), kind),
        SystemCall.SETNS,
        "0x" + Integer.toHexString(kind));
  }

  /** The kernel's number of the calling thread. */
  public static int threadId() {
    return (int) Kernel.call(SystemCall.GETTID, 0);
  }

  /** A descriptor of a child, which its number cannot slip away from. */
  public static Fd openProcess(int pid) {
    long fd = Kernel.call(SystemCall.PIDFD_OPEN, pid, 0);
    return new Fd((int) Kernel.check(fd, SystemCall.PIDFD_OPEN, "of process " + pid));
  }

  /** Sends a signal; a process that has ended does not mind. */
  public static void signal(Fd process, int signal) {
    Kernel.call(SystemCall.PIDFD_SEND_SIGNAL, process.number(), signal, 0, 0);
  }

  /** Waits for the end of a child and returns its status as {@code wait(2)} encodes it. */
  public static int waitFor(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      long result;
      do {
        result = Kernel.call(SystemCall.WAIT4, pid, status.address(), 0, 0);
      } while (result == -Errno.EINTR.number());
      Kernel.check(result, SystemCall.WAIT4, "for process " + pid);
      return status.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /** Limits what a process may use; returns 0 or the negative error number. */
  public static long limit(int pid, int resource, long soft, long hard) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(16, 8);
      limit.set(ValueLayout.JAVA_LONG, 0, soft);
      limit.set(ValueLayout.JAVA_LONG, 8, hard);
      return Kernel.call(SystemCall.PRLIMIT64, pid, resource, limit.address(), 0);
    }
  }

  /** A pipe's two ends. */
  public record Pipe(Fd reading, Fd writing) {
    /** Closes both. */
    public void close() {
      reading.close();
      writing.close();
    }
  }

  /** Makes a pipe that children do not inherit. */
  public static Pipe pipe() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(8, 4);
      Kernel.check(
          Kernel.call(SystemCall.PIPE2, ends.address(), Open.CLOEXEC), SystemCall.PIPE2, "");
      return new Pipe(
          new Fd(ends.get(ValueLayout.JAVA_INT, 0)), new Fd(ends.get(ValueLayout.JAVA_INT, 4)));
    }
  }

  /** Names the host in the calling thread's UTS namespace. */
  public static void setHostname(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      long length = text.byteSize() - 1;
      Kernel.check(
          Kernel.call(SystemCall.SETHOSTNAME, text.address(), length),
          SystemCall.SETHOSTNAME,
          "\"" + name + "\"");
    }
  }
}
