package io.drydock.cli.system;

/** What {@code system prune} says before it removes anything. */
public final class PruneWarning {
  private PruneWarning() {}

  /**
   * @param all whether images go that have a name, and all build cache
   * @param volumes whether anonymous volumes go
   */
  public static String of(boolean all, boolean volumes) {
    return "WARNING! This will remove:\n"
        + "  - all stopped containers\n"
        + "  - all networks not used by at least one container\n"
        + (volumes ? "  - all anonymous volumes not used by at least one container\n" : "")
        + (all
            ? "  - all images without at least one container associated to them\n"
                + "  - all build cache\n"
            : "  - all dangling images\n  - unused build cache\n");
  }
}
