package io.drydock.linux.sandbox;

import io.drydock.linux.sandbox.Bpf.Instruction;
import io.drydock.linux.syscall.Architecture;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** The default profile in the kernel's form, made once. */
final class SeccompFilter {
  private static final int SET_MODE_FILTER = 1;

  /** Leaves speculation as fast as it is, as runc does; the filter is no defence against it. */
  private static final int ALLOW_SPECULATION = 4;

  private static final MemorySegment PROGRAM = encode(SeccompProfile.program(Architecture.host()));

  private SeccompFilter() {}

  /** Makes the program, if it is not made yet. */
  static void prepare() {}

  /**
   * Installs it for the calling thread and all it starts. The thread has CAP_SYS_ADMIN, so that
   * no_new_privs is not needed and {@code sudo} keeps working. Returns 0 or the negative error
   * number.
   */
  static long install() {
    return Kernel.call(SystemCall.SECCOMP, SET_MODE_FILTER, ALLOW_SPECULATION, PROGRAM.address());
  }

  private static MemorySegment encode(List<Instruction> program) {
    MemorySegment instructions = Arena.global().allocate(8L * program.size(), 8);
    long offset = 0;
    for (Instruction instruction : program) {
      instructions.set(ValueLayout.JAVA_SHORT, offset, (short) instruction.code());
      instructions.set(ValueLayout.JAVA_BYTE, offset + 2, (byte) instruction.ifTrue());
      instructions.set(ValueLayout.JAVA_BYTE, offset + 3, (byte) instruction.ifFalse());
      instructions.set(ValueLayout.JAVA_INT, offset + 4, instruction.operand());
      offset += 8;
    }
    MemorySegment header = Arena.global().allocate(16, 8);
    header.set(ValueLayout.JAVA_SHORT, 0, (short) program.size());
    header.set(ValueLayout.ADDRESS, 8, instructions);
    return header;
  }
}
