package io.drydock.cli.command;

import io.drydock.core.Excerpt;
import io.drydock.dockerfile.check.BuildWarning;
import java.io.PrintStream;
import java.util.List;

/** Lists what the build checks found, behind a build as docker does it. */
final class BuildWarnings {
  private BuildWarnings() {}

  /**
   * The list; nothing when there is nothing to list.
   *
   * @param debug whether to say all that is known
   */
  static void print(List<BuildWarning> warnings, boolean debug, PrintStream out) {
    if (warnings.isEmpty()) {
      return;
    }
    String count = warnings.size() == 1 ? "1 warning" : warnings.size() + " warnings";
    out.println("\n " + count + " found" + (debug ? "" : " (use --debug to expand)") + ":");
    for (BuildWarning each : warnings) {
      out.println(" - " + each.summary());
      if (debug) {
        expand(each, out);
      }
    }
  }

  private static void expand(BuildWarning warning, PrintStream out) {
    out.println(warning.check().description());
    if (!warning.check().url().isEmpty()) {
      out.println("More info: " + warning.check().url());
    }
    Excerpt.print(warning.location(), out);
    out.println();
  }
}
