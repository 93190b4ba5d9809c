package io.drydock.build;

/** Is told what happens in a build. */
@FunctionalInterface
public interface BuildListener {
  BuildListener SILENT = event -> {};

  /**
   * Takes one event. Calls come from several threads, but never two at once; a slow listener slows
   * the build.
   */
  void on(BuildEvent event);
}
