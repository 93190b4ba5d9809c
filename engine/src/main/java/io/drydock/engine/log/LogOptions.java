package io.drydock.engine.log;

import io.drydock.container.HostConfig.LogConfig;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How a container's log is kept.
 *
 * @param driver {@code json-file}, {@code local} or {@code none}; the first two differ only in name
 *     here
 * @param maxSize bytes of a file from which it is rotated; 0 for never
 * @param maxFiles files that are kept, the present one included
 */
public record LogOptions(String driver, long maxSize, int maxFiles) {
  /** Three files of 10 MB. */
  public static final LogOptions DEFAULT = new LogOptions("json-file", 10_000_000, 3);

  private static final Set<String> DRIVERS = Set.of("json-file", "local", "none");

  /** Docker's others, which send logs away: known by name, so that the answer says what is so. */
  private static final Set<String> OTHER_DRIVERS =
      Set.of("awslogs", "etwlogs", "fluentd", "gcplogs", "gelf", "journald", "splunk", "syslog");

  private static final Set<String> OPTIONS =
      Set.of(
          "compress",
          "env",
          "env-regex",
          "labels",
          "labels-regex",
          "max-buffer-size",
          "max-file",
          "max-size",
          "mode",
          "tag");

  private static final String SIZE_UNITS = "bkmgt";

  /**
   * What a container asks for, over the engine's defaults.
   *
   * @throws DrydockException of kind INVALID for a driver or an option that is not known
   */
  public static LogOptions of(LogConfig config, LogOptions defaults) {
    String driver = config.type().isEmpty() ? defaults.driver() : config.type();
    checkDriver(driver);
    for (String option : config.config().keySet()) {
      if (!OPTIONS.contains(option)) {
        throw invalid("unknown log opt '" + option + "' for " + driver + " log driver");
      }
    }
    String mode = config.config().getOrDefault("mode", "blocking");
    if (!mode.equals("blocking") && !mode.equals("non-blocking")) {
      throw invalid("logger: logging mode must be \"blocking\" or \"non-blocking\"");
    }
    pattern(config, "env-regex");
    pattern(config, "labels-regex");
    String size = config.config().get("max-size");
    String files = config.config().get("max-file");
    return new LogOptions(
        driver,
        size == null ? defaults.maxSize() : size(size),
        files == null ? defaults.maxFiles() : files(files));
  }

  private static void checkDriver(String driver) {
    if (OTHER_DRIVERS.contains(driver)) {
      throw new DrydockException(
              ErrorKind.INVALID, "logger: log driver '" + driver + "' is not supported")
          .withHint("use json-file, local or none, and let a shipper read `drydock logs -f`");
    }
    if (!DRIVERS.contains(driver)) {
      throw invalid("logger: no log driver named '" + driver + "' is registered");
    }
  }

  /** As Docker reads it: {@code 10m} are ten million bytes; {@code -1} is no limit. */
  private static long size(String text) {
    if (text.equals("-1")) {
      return 0;
    }
    String lower = text.toLowerCase(Locale.ROOT).strip();
    int end = lower.length();
    while (end > 0 && !Character.isDigit(lower.charAt(end - 1))) {
      end--;
    }
    String unit = lower.substring(end).strip().replaceFirst("^([kmgt])i?b$", "$1");
    int power = unit.isEmpty() ? 0 : SIZE_UNITS.indexOf(unit);
    try {
      long bytes =
          new BigDecimal(lower.substring(0, end)).scaleByPowerOfTen(3 * power).longValueExact();
      if (power >= 0 && bytes > 0 && unit.length() <= 1) {
        return bytes;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Said below.
    }
    throw invalid("invalid size for max-size: '" + text + "'");
  }

  private static int files(String text) {
    try {
      int files = Integer.parseInt(text);
      if (files >= 1) {
        return files;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw invalid("max-file cannot be less than 1: '" + text + "'");
  }

  /** Whether there is a log to read. */
  public boolean isKept() {
    return !driver.equals("none");
  }

  /** What conmon's {@code --log-path} gets for a log in that file. */
  public String conmonLogPath(Path log) {
    return isKept() ? "k8s-file:" + log : "none";
  }

  /**
   * What {@code logs --details} prints before each line: the labels and variables that the log
   * options name, sorted.
   *
   * @param env the container's, as {@code NAME=value}
   */
  public static Map<String, String> details(
      LogConfig config, Map<String, String> labels, List<String> env) {
    var details = new TreeMap<String, String>();
    labels.forEach((name, value) -> add(details, config, "labels", name, value));
    for (String each : env) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        add(details, config, "env", each.substring(0, equals), each.substring(equals + 1));
      }
    }
    String tag = config.config().get("tag");
    if (tag != null && !tag.isEmpty()) {
      details.put("tag", tag);
    }
    return details;
  }

  private static void add(
      Map<String, String> details, LogConfig config, String option, String name, String value) {
    boolean named = List.of(config.config().getOrDefault(option, "").split(",")).contains(name);
    if (named || pattern(config, option + "-regex").matcher(name).find()) {
      details.put(name, value);
    }
  }

  /** The option's pattern, or one that matches nothing. */
  private static Pattern pattern(LogConfig config, String option) {
    try {
      String text = config.config().getOrDefault(option, "");
      return Pattern.compile(text.isEmpty() ? "(?!)" : text);
    } catch (PatternSyntaxException e) {
      throw invalid("invalid " + option + ": " + e.getDescription());
    }
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
