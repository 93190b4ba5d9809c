package io.drydock.linux.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The one way into the kernel and the C library.
 *
 * <p>Linking a foreign function costs tens of milliseconds the first time, for each shape of its
 * parameters. So there is a single shape: seven 64-bit integers to one. {@code syscall(2)} takes
 * exactly that, and the C library's functions with fewer integer or pointer parameters don't mind
 * more than they read, in the calling conventions of amd64 and arm64. Pointers are passed as
 * addresses; whoever calls keeps their segments alive.
 */
public final class Kernel {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET =
      CAPTURED.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle INVOKE =
      LINKER.downcallHandle(
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.captureCallState("errno"));
  private static final MemorySegment SYSCALL = LINKER.defaultLookup().findOrThrow("syscall");

  private Kernel() {}

  /** Makes a system call. Returns what it returns, or the negative error number. */
  public static long call(SystemCall call, long a, long b, long c, long d, long e, long f) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      long result =
          (long) INVOKE.invokeExact(SYSCALL, state, (long) call.number(), a, b, c, d, e, f);
      return result == -1 ? -state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET) : result;
    } catch (RuntimeException | Error unexpected) {
      throw unexpected;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  public static long call(SystemCall call, long a, long b, long c, long d, long e) {
    return call(call, a, b, c, d, e, 0);
  }

  public static long call(SystemCall call, long a, long b, long c, long d) {
    return call(call, a, b, c, d, 0, 0);
  }

  public static long call(SystemCall call, long a, long b, long c) {
    return call(call, a, b, c, 0, 0, 0);
  }

  public static long call(SystemCall call, long a, long b) {
    return call(call, a, b, 0, 0, 0, 0);
  }

  public static long call(SystemCall call, long a) {
    return call(call, a, 0, 0, 0, 0, 0);
  }

  /** A function of the C library, or empty when this one does not have it. */
  public static Optional<MemorySegment> function(String name) {
    return LINKER.defaultLookup().find(name);
  }

  /** Calls a function of the C library that returns an {@code int}. */
  public static int invoke(MemorySegment function, long a, long b, long c, long d, long e, long f) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      return (int) (long) INVOKE.invokeExact(function, state, a, b, c, d, e, f, 0L);
    } catch (RuntimeException | Error unexpected) {
      throw unexpected;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * The result of a system call, if it is one.
   *
   * @param action what it was about, for the message
   * @throws LinuxException when the result is a negative error number
   */
  public static long check(long result, SystemCall call, String action) {
    if (result < 0) {
      throw new LinuxException(call + " " + action, (int) -result);
    }
    return result;
  }
}
