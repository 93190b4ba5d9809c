package io.drydock.engine.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.container.Resources.Ulimit;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The resource limits and the out-of-memory score of a container's processes; see setrlimit(2). A
 * process without CAP_SYS_RESOURCE gives nobody more than it has itself: then a container that asks
 * for more does not start, as with Docker.
 */
final class ProcessLimits {
  private static final Path OWN_LIMITS = Path.of("/proc/self/limits");
  private static final Path OWN_SCORE = Path.of("/proc/self/oom_score_adj");

  /** What {@code /proc/PID/limits} calls each limit. */
  static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("core", "Max core file size"),
          Map.entry("cpu", "Max cpu time"),
          Map.entry("data", "Max data size"),
          Map.entry("fsize", "Max file size"),
          Map.entry("locks", "Max file locks"),
          Map.entry("memlock", "Max locked memory"),
          Map.entry("msgqueue", "Max msgqueue size"),
          Map.entry("nice", "Max nice priority"),
          Map.entry("nofile", "Max open files"),
          Map.entry("nproc", "Max processes"),
          Map.entry("rss", "Max resident set"),
          Map.entry("rtprio", "Max realtime priority"),
          Map.entry("rttime", "Max realtime timeout"),
          Map.entry("sigpending", "Max pending signals"),
          Map.entry("stack", "Max stack size"));

  private ProcessLimits() {}

  /**
   * {@code process.rlimits}.
   *
   * @param mayRaise whether the engine has CAP_SYS_RESOURCE
   * @throws DrydockException of kind UNSUPPORTED for a hard limit that it cannot give
   */
  static JsonArray write(List<Ulimit> ulimits, boolean mayRaise) {
    var json = new JsonArray();
    for (Ulimit each : ulimits) {
      if (!mayRaise) {
        checkHard(each);
      }
      var limit = new JsonObject();
      limit.addProperty("type", "RLIMIT_" + each.name().toUpperCase(Locale.ROOT));
      limit.add("soft", unsigned(each.soft()));
      limit.add("hard", unsigned(each.hard()));
      json.add(limit);
    }
    return json;
  }

  /** -1, no limit, is the largest number. */
  private static JsonPrimitive unsigned(long value) {
    return new JsonPrimitive(new BigInteger(Long.toUnsignedString(value)));
  }

  private static void checkHard(Ulimit asked) {
    String own = ownHardLimit(asked.name());
    if (!own.equals("unlimited") && Long.compareUnsigned(asked.hard(), Long.parseLong(own)) > 0) {
      String wanted = asked.hard() == -1 ? "unlimited" : Long.toUnsignedString(asked.hard());
      throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "error setting rlimit %s: operation not permitted: %s is over %s, the engine's own"
                  .formatted(asked.name(), wanted, own))
          .withHint("ask for less, or start the engine with CAP_SYS_RESOURCE or a higher limit");
    }
  }

  private static String ownHardLimit(String name) {
    String title = TITLES.getOrDefault(name, name);
    for (String line : read(OWN_LIMITS).lines().toList()) {
      if (line.startsWith(title)) {
        return line.substring(title.length()).strip().split(" +")[1];
      }
    }
    return "unlimited";
  }

  /**
   * {@code process.oomScoreAdj}. One that was not asked for is raised to the engine's own where
   * nothing less can be had.
   *
   * @throws DrydockException of kind UNSUPPORTED for a score below the engine's own without the
   *     right to lower it
   */
  static int oomScoreAdjustment(int asked, boolean mayLower) {
    if (mayLower) {
      return asked;
    }
    int own = Integer.parseInt(read(OWN_SCORE).strip());
    if (asked >= own || asked == 0) {
      return Math.max(asked, own);
    }
    throw new DrydockException(
            ErrorKind.UNSUPPORTED,
            "write /proc/self/oom_score_adj: permission denied: %d is below %d, the engine's own"
                .formatted(asked, own))
        .withHint("ask for a higher score, or start the engine with CAP_SYS_RESOURCE");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot read " + file + ": " + e, e);
    }
  }
}
