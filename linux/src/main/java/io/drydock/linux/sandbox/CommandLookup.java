package io.drydock.linux.sandbox;

import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Finds a command's file along PATH, with the rights of the calling thread. */
final class CommandLookup {
  private static final int EXECUTE = 1;
  private static final int EFFECTIVE_RIGHTS = 0x200;

  private final String command;
  private final List<Candidate> candidates = new ArrayList<>();
  private int firstErrno = Errno.ENOENT.number();

  private record Candidate(String path, MemorySegment text) {}

  /**
   * @param environment whose PATH counts; without one nothing is found but by a path
   */
  CommandLookup(Arena arena, String command, List<String> environment) {
    this.command = command;
    for (String path : paths(command, environment)) {
      candidates.add(new Candidate(path, arena.allocateFrom(path)));
    }
  }

  private static List<String> paths(String command, List<String> environment) {
    if (command.indexOf('/') >= 0) {
      return List.of(command);
    }
    var paths = new ArrayList<String>();
    for (String variable : environment) {
      if (variable.startsWith("PATH=") && !command.isEmpty()) {
        paths.clear(); // as with the C library, the last definition would have to win
        for (String directory : variable.substring(5).split(":")) {
          if (!directory.isEmpty()) {
            paths.add(directory.endsWith("/") ? directory + command : directory + "/" + command);
          }
        }
      }
    }
    return paths;
  }

  /** The file to execute, or NULL when there is none. */
  MemorySegment find() {
    for (Candidate candidate : candidates) {
      int errno = check(candidate);
      if (errno == 0) {
        return candidate.text();
      }
      firstErrno = errno;
    }
    return MemorySegment.NULL;
  }

  private static int check(Candidate candidate) {
    if (FileStatus.of(FileCalls.CWD, candidate.path())
            instanceof FileStatus.Lookup.Found(FileStatus status)
        && status.isDirectory()) {
      return Errno.EISDIR.number();
    }
    return (int)
        -Kernel.call(
            SystemCall.FACCESSAT2,
            FileCalls.CWD,
            candidate.text().address(),
            EXECUTE,
            EFFECTIVE_RIGHTS);
  }

  /** Why {@link #find} found nothing, as Docker words it. */
  CommandStartException notFound() {
    String prefix = "exec: \"" + command + "\": ";
    if (command.indexOf('/') < 0) {
      return new CommandStartException(127, prefix + "executable file not found in $PATH");
    }
    String reason = Errno.of(firstErrno).map(Errno::message).orElseGet(() -> "error " + firstErrno);
    return firstErrno == Errno.ENOENT.number() || firstErrno == Errno.ENOTDIR.number()
        ? new CommandStartException(127, prefix + "stat " + command + ": " + reason)
        : new CommandStartException(126, prefix + reason);
  }
}
