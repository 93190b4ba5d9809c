package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import java.io.PrintStream;
import java.util.List;

/** Flags of Kaniko's executor that have no meaning here, and why. */
final class ExecutorNotes {
  private static final String OWN_ROOT = "nothing is unpacked over the container's own files";
  private static final String SNAPSHOTS = "only what a step changed is looked at";
  private static final String STORE = "the store keeps base images";
  private static final String CACHE = "steps of all kinds are cached";
  private static final String RETRIES = "failed transfers are tried again as it is";

  static final List<Meaningless> MEANINGLESS =
      List.of(
          new Meaningless("cache-copy-layers", Kind.BOOL, CACHE),
          new Meaningless("cache-dir", Kind.STRING, STORE),
          new Meaningless("cache-run-layers", Kind.BOOL, CACHE),
          new Meaningless("cache-ttl", Kind.STRING, "what is out of date is not found by its key"),
          new Meaningless("cleanup", Kind.BOOL, OWN_ROOT),
          new Meaningless("compressed-caching", Kind.BOOL, "layers are never held in memory"),
          new Meaningless(
              "credential-helpers", Kind.STRINGS, "config.json says which helpers there are"),
          new Meaningless("force", Kind.BOOL, "it may run outside of a container"),
          new Meaningless("ignore-path", Kind.STRING_ARRAY, OWN_ROOT),
          new Meaningless("ignore-var-run", Kind.BOOL, OWN_ROOT),
          new Meaningless("image-download-retry", Kind.INT, RETRIES),
          new Meaningless("image-fs-extract-retry", Kind.INT, RETRIES),
          new Meaningless(
              "kaniko-dir", Kind.STRING, "--root and DRYDOCK_ROOT say where the store is"),
          new Meaningless(
              "log-timestamp", Kind.BOOL, "lines show the seconds since the step began"),
          new Meaningless("materialize", Kind.BOOL, OWN_ROOT),
          new Meaningless("pre-cleanup", Kind.BOOL, OWN_ROOT),
          new Meaningless("preserve-context", Kind.BOOL, OWN_ROOT),
          new Meaningless("single-snapshot", Kind.BOOL, "each step makes a layer of its own"),
          new Meaningless(
              "skip-default-registry-fallback",
              Kind.BOOL,
              "a mirror that fails is not the last word"),
          new Meaningless(
              "skip-push-permission-check", Kind.BOOL, "the push itself shows whether it may"),
          new Meaningless("skip-unused-stages", Kind.BOOL, "stages that nothing needs never run"),
          new Meaningless("snapshot-mode", Kind.STRING, SNAPSHOTS),
          new Meaningless("use-new-run", Kind.BOOL, SNAPSHOTS));

  private ExecutorNotes() {}

  /**
   * A flag that changes nothing.
   *
   * @param reason the rest of a sentence after the flag's name
   */
  record Meaningless(String flag, Kind kind, String reason) {}

  /** One line for each that was given. */
  static void print(Arguments arguments, PrintStream err) {
    for (Meaningless each : MEANINGLESS) {
      if (arguments.given(each.flag())) {
        err.println("note: --" + each.flag() + " changes nothing: " + each.reason());
      }
    }
  }
}
