package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.oci.Platform;
import java.util.Locale;
import java.util.Map;

/** Titles of a stage's steps as the progress shows them. Counts the steps; not thread-safe. */
final class StageTitles {
  private final String build;
  private final StageState stage;
  private final boolean namesPlatform;
  private final int total;
  private int number;

  /**
   * @param build the name of the build among several, or empty
   */
  StageTitles(String build, StageState stage, boolean namesPlatform) {
    this.build = build;
    this.stage = stage;
    this.namesPlatform = namesPlatform;
    this.total = stage.declared ? stage.countedSteps() : 0;
  }

  /** {@code [build 2/5] RUN make} for the next step. */
  String next(String text, boolean onBuild, Platform platform, Map<String, String> env) {
    if (total == 0) {
      return text;
    }
    number++;
    var title = new StringBuilder("[").append(build).append(build.isEmpty() ? "" : " ");
    if (namesPlatform) {
      title.append(platform).append(crossTarget(platform, env)).append(' ');
    }
    if (!stage.label.isEmpty()) {
      title.append(stage.label).append(' ');
    }
    String digits = Integer.toString(number);
    title.repeat(' ', Integer.toString(total).length() - digits.length()).append(digits);
    title.append('/').append(total).append("] ").append(onBuild ? "ONBUILD " : "");
    return title.append(text).toString();
  }

  /** {@code ->arm64} where a stage for one platform makes something for another. */
  private static String crossTarget(Platform platform, Map<String, String> env) {
    String target = env.getOrDefault("TARGETPLATFORM", "");
    if (target.isEmpty()) {
      String os = env.getOrDefault("TARGETOS", platform.os());
      String architecture = env.getOrDefault("TARGETARCH", platform.architecture());
      target = os + "/" + architecture;
    }
    Platform other;
    try {
      other = Platform.parse(target);
    } catch (DrydockException e) {
      return "";
    }
    if (!other.os().equals(platform.os())) {
      return "->" + other;
    }
    return other.architecture().equals(platform.architecture())
        ? ""
        : "->" + other.toString().substring(other.os().length() + 1);
  }

  /** The instruction with its variables replaced and its keyword in capitals. */
  static String instruction(String text, ShellLexer lexer, Map<String, String> env) {
    String shown;
    try {
      shown = lexer.expand(text, env);
    } catch (DrydockException e) {
      shown = text;
    }
    int space = shown.indexOf(' ');
    return space < 0
        ? shown.toUpperCase(Locale.ROOT)
        : shown.substring(0, space).toUpperCase(Locale.ROOT) + shown.substring(space);
  }
}
