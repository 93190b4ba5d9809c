package io.drydock.cli.compose.display;

/** Shows nothing. */
final class SilentDisplay implements Display {
  @Override
  public void on(Step step) {}

  @Override
  public void close() {}
}
