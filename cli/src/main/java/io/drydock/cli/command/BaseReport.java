package io.drydock.cli.command;

import io.drydock.base.progress.BaseProgress;
import io.drydock.core.Sizes;
import java.io.PrintStream;

/** Tells on standard error how the making of a base goes on, a line for each part of the work. */
final class BaseReport implements BaseProgress, AutoCloseable {
  private static final int STEPS = 4;

  private final PrintStream err;
  private final boolean quiet;
  private final boolean verbose;
  private long wanted;
  private long arrived;
  private long nextStep;

  BaseReport(PrintStream err, boolean quiet, boolean verbose) {
    this.err = err;
    this.quiet = quiet;
    this.verbose = verbose;
  }

  @Override
  public synchronized void phase(String what) {
    say(what);
  }

  @Override
  public synchronized void downloading(int files, long bytes) {
    wanted = bytes;
    arrived = 0;
    nextStep = bytes / STEPS;
    say("Fetching " + files + " packages, " + Sizes.decimal(bytes));
  }

  @Override
  public synchronized void downloaded(String packageName, long bytes) {
    arrived += bytes;
    if (arrived >= nextStep && arrived < wanted) {
      say("  " + Sizes.decimal(arrived) + " of " + Sizes.decimal(wanted));
      nextStep += Math.max(1, wanted / STEPS);
    }
  }

  @Override
  public synchronized void output(String line) {
    if (verbose) {
      say("  " + line);
    }
  }

  @Override
  public synchronized void warning(String text) {
    err.println("WARNING: " + text);
  }

  synchronized void done() {
    err.flush();
  }

  private void say(String text) {
    if (!quiet) {
      err.println(text);
    }
  }

  @Override
  public void close() {
    done();
  }
}
