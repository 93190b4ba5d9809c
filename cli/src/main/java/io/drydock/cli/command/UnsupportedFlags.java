package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;

/** Flags of docker's build that would change what a build does and that this one does not heed. */
final class UnsupportedFlags {
  private static final List<String> NAMES =
      List.of(
          "cgroup-parent",
          "cpu-period",
          "cpu-quota",
          "cpu-shares",
          "cpuset-cpus",
          "cpuset-mems",
          "memory",
          "memory-swap",
          "security-opt");

  private UnsupportedFlags() {}

  static Spec add(Spec spec) {
    Spec more = spec;
    for (String each : NAMES) {
      char shorthand = each.equals("memory") ? 'm' : each.equals("cpu-shares") ? 'c' : '\0';
      more = more.flag(each, shorthand, Kind.STRING, "Not supported: refused");
    }
    return more.flag("squash", Kind.BOOL, "Not supported: refused");
  }

  /**
   * @throws DrydockException of kind UNSUPPORTED that names the flag
   */
  static void refuse(Arguments arguments) {
    for (String each : NAMES) {
      if (arguments.given(each)) {
        throw refusal(
            each,
            each.equals("security-opt")
                ? "Use RUN --security with --allow security.insecure."
                : "Limit the whole command instead: systemd-run --scope -p MemoryMax=2G drydock build …");
      }
    }
    if (arguments.on("squash")) {
      throw refusal("squash", "Copy the files into a last stage FROM scratch instead.");
    }
  }

  private static DrydockException refusal(String flag, String instead) {
    return new DrydockException(ErrorKind.UNSUPPORTED, "--" + flag + " is not supported")
        .withHint(instead);
  }
}
