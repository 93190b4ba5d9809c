package io.drydock.composefile.env;

import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where in a document a string is to become a number or a boolean. */
public final class Casts {
  /** What a string becomes. */
  public enum Type {
    INTEGER,
    NUMBER,
    BOOLEAN
  }

  /** Those of a Compose file. */
  public static final Casts COMPOSE = compose();

  private final Map<String, List<Cast>> castsByLastStep = new HashMap<>();

  private record Cast(String pattern, Type type) {}

  /**
   * @param typesByPattern the types by the patterns of {@link YamlPath#matches}
   */
  public Casts(Map<String, Type> typesByPattern) {
    for (Map.Entry<String, Type> each : typesByPattern.entrySet()) {
      String pattern = each.getKey();
      castsByLastStep
          .computeIfAbsent(
              pattern.substring(pattern.lastIndexOf('.') + 1), step -> new ArrayList<>())
          .add(new Cast(pattern, each.getValue()));
    }
  }

  private static Casts compose() {
    var types = new HashMap<String, Type>();
    for (String each :
        new String[] {
          "cpu_count",
          "cpu_period",
          "cpu_quota",
          "cpu_rt_period",
          "cpu_rt_runtime",
          "cpu_shares",
          "deploy.placement.max_replicas_per_node",
          "deploy.replicas",
          "deploy.restart_policy.max_attempts",
          "deploy.rollback_config.parallelism",
          "deploy.update_config.parallelism",
          "healthcheck.retries",
          "oom_score_adj",
          "pids_limit",
          "ports.[].target",
          "scale",
          "ulimits.*",
          "ulimits.*.hard",
          "ulimits.*.soft"
        }) {
      types.put("services.*.".concat(each), Type.INTEGER);
    }
    for (String each :
        new String[] {
          "cpu_percent",
          "cpus",
          "deploy.rollback_config.max_failure_ratio",
          "deploy.update_config.max_failure_ratio"
        }) {
      types.put("services.*.".concat(each), Type.NUMBER);
    }
    for (String each :
        new String[] {
          "depends_on.*.required",
          "depends_on.*.restart",
          "healthcheck.disable",
          "init",
          "oom_kill_disable",
          "privileged",
          "read_only",
          "stdin_open",
          "tty",
          "volumes.[].read_only",
          "volumes.[].volume.nocopy"
        }) {
      types.put("services.*.".concat(each), Type.BOOLEAN);
    }
    for (String each :
        new String[] {
          "networks.*.attachable", "networks.*.enable_ipv4", "networks.*.enable_ipv6",
          "networks.*.external", "networks.*.internal", "volumes.*.external",
          "secrets.*.external", "configs.*.external"
        }) {
      types.put(each, Type.BOOLEAN);
    }
    return new Casts(types);
  }

  /**
   * The scalar that the text is at the path; one that has not changed is given back as it is.
   *
   * @throws DrydockException of kind INVALID when the text cannot become what belongs there
   */
  YamlScalar cast(YamlScalar scalar, String text, YamlPath path, Consumer<String> warnings) {
    Type type = type(path, path.last());
    type = type == null ? type(path, "*") : type;
    if (type != null) {
      return cast(text, type, scalar.location(), warnings).withTag(scalar.tag());
    }
    return scalar.isString(text)
        ? scalar
        : YamlScalar.of(text, scalar.location()).withTag(scalar.tag());
  }

  private @Nullable Type type(YamlPath path, String lastStep) {
    for (Cast each : castsByLastStep.getOrDefault(lastStep, List.of())) {
      if (path.matches(each.pattern())) {
        return each.type();
      }
    }
    return null;
  }

  private static YamlScalar cast(
      String text, Type type, SourceLocation location, Consumer<String> warnings) {
    try {
      return switch (type) {
        case INTEGER -> YamlScalar.of(Long.parseLong(text), location);
        case NUMBER -> YamlScalar.of(new BigDecimal(text).doubleValue(), location);
        case BOOLEAN -> YamlScalar.of(isTrue(text, warnings), location);
      };
    } catch (NumberFormatException e) {
      String name = type == Type.INTEGER ? "an integer" : "a number";
      throw failure("\"" + text + "\" is not " + name);
    }
  }

  private static boolean isTrue(String text, Consumer<String> warnings) {
    String lower = text.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "true" -> true;
      case "false" -> false;
      case "y", "yes", "on" -> old(text, true, warnings);
      case "n", "no", "off" -> old(text, false, warnings);
      default -> throw failure("invalid boolean: " + text);
    };
  }

  private static boolean old(String text, boolean value, Consumer<String> warnings) {
    warnings.accept(
        "\"" + text + "\" for boolean is not supported by YAML 1.2, please use `" + value + "`");
    return value;
  }

  private static DrydockException failure(String message) {
    return new DrydockException(ErrorKind.INVALID, "failed to cast to expected type: " + message);
  }
}
