package io.drydock.cli.command;

import io.drydock.base.progress.BaseProgress;
import io.drydock.core.Sizes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Tells the making of a base as lines of text. */
final class BaseLog implements BaseProgress {
  /** Packages between two lines about downloads. */
  private static final int STRIDE = 50;

  private final Consumer<String> line;
  private final AtomicInteger done = new AtomicInteger();
  private volatile int wanted;

  BaseLog(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public void phase(String what) {
    line.accept(what);
  }

  @Override
  public void downloading(int files, long bytes) {
    wanted = files;
    done.set(0);
    line.accept("downloading " + files + " packages, " + Sizes.decimal(bytes));
  }

  @Override
  public void downloaded(String packageName, long bytes) {
    int count = done.incrementAndGet();
    if (count % STRIDE == 0 || count == wanted) {
      line.accept("downloaded " + count + " of " + wanted + " packages");
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
