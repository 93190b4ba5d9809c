package io.drydock.linux.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Ctrl-C does nothing to this process until this object is closed. */
public final class Interrupts implements AutoCloseable {
  private static final int SIGINT = 2;
  private static final long IGNORE = 1;

  /** More than a {@code struct sigaction} takes anywhere; it begins with the handler. */
  private static final int ACTION_BYTES = 256;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment function = Kernel.function("sigaction").orElseThrow();
  private final MemorySegment before = arena.allocate(ACTION_BYTES, Long.BYTES);

  private Interrupts() {
    MemorySegment ignore = arena.allocate(ACTION_BYTES, Long.BYTES);
    ignore.set(ValueLayout.JAVA_LONG, 0, IGNORE);
    Kernel.invoke(function, SIGINT, ignore.address(), before.address(), 0, 0, 0);
  }

  /** Begins to ignore them; what is started from now on inherits that. */
  public static Interrupts ignored() {
    return new Interrupts();
  }

  @Override
  public void close() {
    Kernel.invoke(function, SIGINT, before.address(), 0, 0, 0, 0);
    arena.close();
  }
}
