package io.drydock.cli.sources;

import io.drydock.base.progress.BaseProgress;
import io.drydock.core.Sizes;
import java.util.function.Consumer;

/** Tells the making of a base as lines of text. */
public final class BaseLog implements BaseProgress {
  /** Lines about one download. */
  private static final int PARTS = 4;

  private final Consumer<String> line;
  private long wanted;
  private long have;

  public BaseLog(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public void phase(String what) {
    line.accept(what);
  }

  @Override
  public synchronized void downloading(int files, long bytes) {
    wanted = Math.max(1, bytes);
    have = 0;
    line.accept("Downloading " + files + " packages, " + Sizes.decimal(bytes));
  }

  @Override
  public synchronized void downloaded(String packageName, long bytes) {
    long before = have * PARTS / wanted;
    have += bytes;
    if (have * PARTS / wanted > before) {
      line.accept("Downloaded " + Sizes.decimal(have) + " of " + Sizes.decimal(wanted));
    }
  }

  @Override
  public void output(String text) {
    line.accept(text);
  }

  @Override
  public void warning(String text) {
    line.accept("warning: " + text);
  }
}
