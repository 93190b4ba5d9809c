package io.drydock.linux.mount;

import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A file system being configured, {@code fsopen(2)} to {@code fsmount(2)}. Every error carries what
 * the kernel has to say about it.
 */
public final class NewMount implements AutoCloseable {
  private static final int CLOEXEC = 1;
  private static final int SET_FLAG = 0;
  private static final int SET_STRING = 1;
  private static final int CREATE = 6;

  /** The kernel takes option values up to this many bytes, the final zero included. */
  static final int MAX_VALUE = 256;

  private static final int MAX_LOG = 1024;

  private final String type;
  private final Fd context;

  private NewMount(String type, Fd context) {
    this.type = type;
    this.context = context;
  }

  /**
   * Begins a mount.
   *
   * @param type of the file system, as in /proc/filesystems
   */
  public static NewMount of(String type) {
    return of(type, type);
  }

  /**
   * Begins a mount.
   *
   * @param source what /proc/mounts shows in its first field
   */
  public static NewMount of(String type, String source) {
    try (Arena arena = Arena.ofConfined()) {
      long fd = Kernel.call(SystemCall.FSOPEN, arena.allocateFrom(type).address(), CLOEXEC);
      var context = new Fd((int) Kernel.check(fd, SystemCall.FSOPEN, type));
      return new NewMount(type, context).option("source", source);
    }
  }

  /** Sets an option without a value. */
  public NewMount flag(String name) {
    try (Arena arena = Arena.ofConfined()) {
      configure(SET_FLAG, arena.allocateFrom(name).address(), 0, name);
    }
    return this;
  }

  /** Sets an option. */
  public NewMount option(String name, String value) {
    int errno = tryOption(name, value);
    if (errno != 0) {
      throw failed(name + "=" + value, errno);
    }
    return this;
  }

  /** Sets an option that this kernel may not know; returns 0 or the error number. */
  public int tryOption(String name, String value) {
    try (Arena arena = Arena.ofConfined()) {
      long key = arena.allocateFrom(name).address();
      long text = arena.allocateFrom(value).address();
      return (int) -Kernel.call(SystemCall.FSCONFIG, context.number(), SET_STRING, key, text, 0);
    }
  }

  /**
   * Makes the file system and a mount of it that is attached nowhere yet.
   *
   * @param attributes of {@link MountAttributes}
   */
  public Fd mount(long attributes) {
    configure(CREATE, 0, 0, "");
    long fd = Kernel.call(SystemCall.FSMOUNT, context.number(), CLOEXEC, attributes);
    if (fd < 0) {
      throw failed("", (int) -fd);
    }
    return new Fd((int) fd);
  }

  @Override
  public void close() {
    context.close();
  }

  private void configure(int command, long key, long value, String what) {
    long result = Kernel.call(SystemCall.FSCONFIG, context.number(), command, key, value, 0);
    if (result < 0) {
      throw failed(what, (int) -result);
    }
  }

  private LinuxException failed(String option, int errno) {
    String what = option.isEmpty() ? "mount " + type : "mount " + type + " with " + option;
    String log = log();
    return new LinuxException(log.isEmpty() ? what : what + ": " + log, errno);
  }

  /** The kernel's own words; each is read once, and begins with its severity, as {@code "e "}. */
  private String log() {
    var text = new StringBuilder();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(MAX_LOG);
      long length;
      while ((length = FileCalls.read(context.number(), buffer)) > 0) {
        byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        String line = new String(bytes, StandardCharsets.UTF_8).strip();
        text.append(text.isEmpty() ? "" : "; ").append(line.replaceFirst("^[ewi] ", ""));
      }
    }
    return text.toString();
  }
}
