package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What ps(1) says of the processes of a container. */
final class ProcessTables {
  private ProcessTables() {}

  /**
   * @param options of ps, as a user wrote them
   * @throws DrydockException of kind INVALID when ps does not take them or shows no PID
   */
  static ProcessTable of(List<Integer> pids, String options) {
    List<String> words =
        options.isBlank() ? List.of("-ef") : List.of(options.strip().split("\\s+"));
    List<String> lines = ps(words).lines().toList();
    String[] titles = lines.getFirst().strip().split("\\s+");
    int pidColumn = Arrays.asList(titles).indexOf("PID");
    if (pidColumn < 0) {
      throw new DrydockException(ErrorKind.INVALID, "Couldn't find PID field in ps output");
    }
    Set<Integer> wanted = new HashSet<>(pids);
    var rows = new ArrayList<List<String>>();
    for (String line : lines.subList(1, lines.size())) {
      // The last column is a command with its blanks.
      String[] fields = line.strip().split("\\s+", titles.length);
      if (fields.length > pidColumn && isWanted(fields[pidColumn], wanted)) {
        rows.add(List.of(fields));
      }
    }
    return new ProcessTable(List.of(titles), rows);
  }

  private static boolean isWanted(String pid, Set<Integer> wanted) {
    return pid.matches("[0-9]{1,9}") && wanted.contains(Integer.parseInt(pid));
  }

  private static String ps(List<String> options) {
    var command = new ArrayList<>(List.of("ps"));
    command.addAll(options);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0 || output.isBlank()) {
        throw new DrydockException(ErrorKind.INVALID, "ps: " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "cannot run ps: " + e.getMessage(),
          null,
          "install the package procps",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted", e);
    }
  }
}
