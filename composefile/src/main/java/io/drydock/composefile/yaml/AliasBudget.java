package io.drydock.composefile.yaml;

/**
 * How much of a document aliases may make up. A short text can name values that name values, and so
 * stand for billions; the shares are those that Go's YAML libraries permit.
 */
final class AliasBudget {
  private static final long FREE_ALIASED = 100;
  private static final long FREE_NODES = 1_000;
  private static final long SMALL_DOCUMENT = 400_000;
  private static final long LARGE_DOCUMENT = 4_000_000;
  private static final double SHARE_OF_SMALL = 0.99;
  private static final double SHARE_OF_LARGE = 0.10;

  private long nodes;
  private long aliased;

  /** All nodes so far, with aliases written out. */
  long nodes() {
    return nodes;
  }

  void count() {
    nodes++;
  }

  void countAlias(long size) {
    nodes += size;
    aliased += size;
  }

  boolean isExceeded() {
    return aliased > FREE_ALIASED && nodes > FREE_NODES && aliased > nodes * permittedShare(nodes);
  }

  private static double permittedShare(long nodes) {
    if (nodes <= SMALL_DOCUMENT) {
      return SHARE_OF_SMALL;
    }
    if (nodes >= LARGE_DOCUMENT) {
      return SHARE_OF_LARGE;
    }
    double position = (double) (nodes - SMALL_DOCUMENT) / (LARGE_DOCUMENT - SMALL_DOCUMENT);
    return SHARE_OF_SMALL - (SHARE_OF_SMALL - SHARE_OF_LARGE) * position;
  }
}
