package io.drydock.linux.syscall;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A {@code posix_spawn(3)} prepared in native memory. The child leads a session of its own and
 * starts with no signal blocked or ignored, whatever the virtual machine does with signals.
 */
public final class Spawn {
  /** More than any C library's structures of these kinds have. */
  private static final int STRUCTURE_SIZE = 512;

  private static final int SIGSET_SIZE = 128;
  private static final short SET_SIGNAL_DEFAULTS = 0x04;
  private static final short SET_SIGNAL_MASK = 0x08;
  private static final short SET_SESSION = 0x80;

  private final Arena arena;
  private final MemorySegment spawn = function("posix_spawn");
  private final MemorySegment actions;
  private final MemorySegment attributes;
  private final MemorySegment arguments;
  private final MemorySegment environment;
  private final MemorySegment pid;

  /** Prepares a child; the arena has to live until it runs. */
  public Spawn(Arena arena, List<String> arguments, List<String> environment) {
    this.arena = arena;
    this.arguments = strings(arguments);
    this.environment = strings(environment);
    this.pid = arena.allocate(ValueLayout.JAVA_INT);
    this.actions = arena.allocate(STRUCTURE_SIZE, 16);
    this.attributes = arena.allocate(STRUCTURE_SIZE, 16);
    call("posix_spawn_file_actions_init", actions, 0, 0, 0, 0);
    call("posix_spawnattr_init", attributes, 0, 0, 0, 0);
    MemorySegment none = arena.allocate(SIGSET_SIZE, 8);
    MemorySegment all = arena.allocate(SIGSET_SIZE, 8).fill((byte) -1);
    call("posix_spawnattr_setsigmask", attributes, none.address(), 0, 0, 0);
    call("posix_spawnattr_setsigdefault", attributes, all.address(), 0, 0, 0);
    int flags = SET_SESSION | SET_SIGNAL_MASK | SET_SIGNAL_DEFAULTS;
    call("posix_spawnattr_setflags", attributes, flags, 0, 0, 0);
  }

  /** The child opens a file, before the actions added later. */
  public Spawn open(int descriptor, String path, int flags) {
    long text = arena.allocateFrom(path).address();
    call("posix_spawn_file_actions_addopen", actions, descriptor, text, flags, 0);
    return this;
  }

  public Spawn duplicate(int from, int to) {
    call("posix_spawn_file_actions_adddup2", actions, from, to, 0, 0);
    return this;
  }

  public Spawn close(int descriptor) {
    call("posix_spawn_file_actions_addclose", actions, descriptor, 0, 0, 0);
    return this;
  }

  /**
   * The child has no descriptor from that one on but those that the actions added later give it.
   * What Java opens, sockets and files alike, is inherited otherwise.
   */
  public Spawn closeFrom(int first) {
    String name = "posix_spawn_file_actions_addclosefrom_np";
    if (Kernel.function(name).isPresent()) {
      call(name, actions, first, 0, 0, 0);
    } else {
      // Only the GNU C library has that. To close what is closed by then does no harm.
      openDescriptors().filter(each -> each >= first).forEach(this::close);
    }
    return this;
  }

  private static IntStream openDescriptors() {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      int[] numbers =
          all.mapToInt(each -> Integer.parseInt(each.getFileName().toString())).toArray();
      return IntStream.of(numbers);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot list the open files: " + e.getMessage(), e);
    }
  }

  public Spawn changeDirectory(String path) {
    long text = arena.allocateFrom(path).address();
    call("posix_spawn_file_actions_addchdir_np", actions, text, 0, 0, 0);
    return this;
  }

  /**
   * Starts the child and waits until it executes the file, or can't.
   *
   * @param file its path, a C string
   * @return the process number, or the negative error number
   */
  public long run(MemorySegment file) {
    int errno =
        Kernel.invoke(
            spawn,
            pid.address(),
            file.address(),
            actions.address(),
            attributes.address(),
            arguments.address(),
            environment.address());
    return errno == 0 ? pid.get(ValueLayout.JAVA_INT, 0) : -errno;
  }

  private MemorySegment strings(List<String> texts) {
    MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      pointers.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return pointers;
  }

  private static void call(String name, MemorySegment object, long a, long b, long c, long d) {
    int errno = Kernel.invoke(function(name), object.address(), a, b, c, d, 0);
    if (errno != 0) {
      throw new LinuxException(name, errno);
    }
  }

  private static MemorySegment function(String name) {
    return Kernel.function(name).orElseThrow(() -> new LinuxException(name, Errno.ENOSYS.number()));
  }
}
