package io.drydock.linux.sandbox;

import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.SystemCall;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Processes that outlive the command that started them, where no pid namespace ends them with it.
 * This process has itself made their parent ({@code PR_SET_CHILD_SUBREAPER}); they are told from
 * its other children by their session, which is not this process's, and from running commands by
 * name.
 */
final class Orphans {
  private static final Path PROC = Path.of("/proc");
  private static final int PR_SET_CHILD_SUBREAPER = 36;

  private static final Set<Long> COMMANDS = new HashSet<>();

  private Orphans() {}

  /**
   * Starts a command, so that it is not taken for an orphan.
   *
   * @param start returns the process number, or a negative error number
   */
  static synchronized long start(LongSupplier start) {
    Kernel.call(SystemCall.PRCTL, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    long pid = start.getAsLong();
    if (pid > 0) {
      COMMANDS.add(pid);
    }
    return pid;
  }

  /** Kills what ended commands have left, and waits until it is gone. The command has ended. */
  static synchronized void killAfter(long command) {
    COMMANDS.remove(command);
    // While they are being killed they may start others.
    for (List<Long> left = find(); !left.isEmpty(); left = find()) {
      for (long pid : left) {
        Kernel.call(SystemCall.KILL, pid, ProcessCalls.SIGKILL);
      }
      for (long pid : left) {
        ProcessCalls.waitFor((int) pid);
      }
    }
  }

  private static List<Long> find() {
    long own = ProcessHandle.current().pid();
    long session = session(Path.of("/proc/self"), -1);
    var orphans = new ArrayList<Long>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(String.valueOf(process.getFileName()));
        long theirs = session(process, own);
        if (theirs >= 0 && theirs != session && !COMMANDS.contains(pid)) {
          orphans.add(pid);
        }
      }
    } catch (IOException e) {
      // Without /proc nothing can be found; the container's end is theirs.
    }
    return orphans;
  }

  /** The process's session, or -1 when it is gone or has another parent (-1 for any). */
  private static long session(Path process, long parent) {
    try {
      String line = Files.readString(process.resolve("stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return parent < 0 || Long.parseLong(fields[1]) == parent ? Long.parseLong(fields[3]) : -1;
    } catch (IOException e) {
      return -1;
    }
  }
}
