package io.drydock.linux.sandbox;

import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The rights of root that a container keeps: Docker's default fourteen. Every change is to the
 * calling thread alone.
 */
final class Capabilities {
  /**
   * CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID, SETUID, SETPCAP, NET_BIND_SERVICE, NET_RAW,
   * SYS_CHROOT, MKNOD, AUDIT_WRITE, SETFCAP.
   */
  static final long DOCKER_DEFAULT = bits(0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31);

  /**
   * Those for a command that only has another root: without SYS_CHROOT, by which it could leave
   * that, and MKNOD, since nothing but rights keeps it from opening the devices that it makes. Who
   * may do more cannot be traced or looked into by a process that has these.
   */
  static final long IN_CHROOT = DOCKER_DEFAULT & ~bits(18, 27);

  private static final int PR_CAPBSET_DROP = 24;
  private static final int PR_CAP_AMBIENT = 47;
  private static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;
  private static final int VERSION_3 = 0x20080522;
  private static final int MAX_CAPABILITY = 63;

  private Capabilities() {}

  /**
   * Takes all rights but these from what the thread's children can ever have. Returns 0 or the
   * negative error number.
   */
  static long bound(long kept) {
    for (int capability = 0; capability <= MAX_CAPABILITY; capability++) {
      if ((kept >>> capability & 1) == 0) {
        long result = Kernel.call(SystemCall.PRCTL, PR_CAPBSET_DROP, capability, 0, 0, 0);
        if (result == -Errno.EINVAL.number()) {
          break; // past the last one that this kernel knows
        }
        if (result < 0) {
          return result;
        }
      }
    }
    return Kernel.call(SystemCall.PRCTL, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  }

  /**
   * What {@link #keep} takes.
   *
   * @param kept of those that this thread has; nobody can keep more
   */
  static MemorySegment prepare(Arena arena, long kept) {
    MemorySegment memory = arena.allocate(8 + 24, 4);
    memory.set(ValueLayout.JAVA_INT, 0, VERSION_3);
    for (int half = 0; half < 2; half++) {
      int bits = (int) (kept >>> (32 * half));
      memory.set(ValueLayout.JAVA_INT, 8 + 12 * half, bits); // effective
      memory.set(ValueLayout.JAVA_INT, 12 + 12 * half, bits); // permitted
    }
    return memory;
  }

  /** Takes all other rights from the thread itself, and lets it inherit none. */
  static long keep(MemorySegment prepared) {
    return Kernel.call(SystemCall.CAPSET, prepared.address(), prepared.address() + 8);
  }

  private static long bits(int... capabilities) {
    long bits = 0;
    for (int capability : capabilities) {
      bits |= 1L << capability;
    }
    return bits;
  }
}
