package io.drydock.linux.sandbox;

import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.Spawn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A shell that outlives this process by a moment: it reads which sandboxes there are from a pipe,
 * and when the pipe ends, because this process has, however that came, it kills what is still in
 * them.
 *
 * <p>A sandbox is known by its UTS namespace, which exists before its first process does; so there
 * is no moment at which a kill of this process leaves one behind.
 */
final class Watchdog {
  /** Kills the first process of each namespace among others; with it the kernel kills the rest. */
  private static final String SCRIPT =
      """
      known=' '
      while read -r change namespace; do
        case $change in
          +) known="$known$namespace " ;;
          -) known=${known%%" $namespace "*}" "${known#*" $namespace "} ;;
        esac
      done
      [ "$known" = ' ' ] && exit
      ls -l /proc/[0-9]*/ns/uts 2>/dev/null | while read -r line; do
        case $known in
          *" ${line##*-> } "*)
            process=${line%/ns/uts *}
            kill -9 "${process##*/}" ;;
        esac
      done
      """;

  private static final class Holder {
    static final Watchdog INSTANCE = start();
  }

  private final int pipe;

  private Watchdog(int pipe) {
    this.pipe = pipe;
  }

  /** The one of this process, started when it is first asked for. */
  static Watchdog instance() {
    return Holder.INSTANCE;
  }

  /**
   * Watches over a sandbox.
   *
   * @param namespace as {@code uts:[4026531838]}
   */
  void add(String namespace) {
    tell("+ " + namespace + "\n");
  }

  /** Forgets a sandbox. Its namespace still exists, so its name is not another one's yet. */
  void remove(String namespace) {
    tell("- " + namespace + "\n");
  }

  /** Lines this short are written whole. */
  private void tell(String line) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(line);
      long result = FileCalls.write(pipe, text.asSlice(0, text.byteSize() - 1));
      if (result < 0) {
        throw new LinuxException("write to the watchdog of the sandboxes", (int) -result);
      }
    }
  }

  private static Watchdog start() {
    ProcessCalls.Pipe pipe = ProcessCalls.pipe();
    try (Arena arena = Arena.ofConfined();
        var reading = pipe.reading()) {
      long pid =
          new Spawn(
                  arena,
                  List.of("sh", "-c", SCRIPT, "drydock-watchdog"),
                  List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin"))
              .duplicate(reading.number(), 0)
              .open(1, "/dev/null", Open.WRITE)
              .open(2, "/dev/null", Open.WRITE)
              .closeFrom(3)
              .changeDirectory("/")
              .run(arena.allocateFrom("/bin/sh"));
      if (pid < 0) {
        throw new LinuxException("run /bin/sh to watch over sandboxes", (int) -pid);
      }
      return new Watchdog(pipe.writing().number());
    }
  }
}
