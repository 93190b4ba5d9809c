package io.drydock.base.progress;

/** Is told how the making of a base goes on. Calls may come from several threads at once. */
public interface BaseProgress {
  BaseProgress SILENT = new BaseProgress() {};

  /** Another part of the work begins, such as "Reading http://… bookworm". */
  default void phase(String what) {}

  /** So many package files are wanted, of so many bytes together. */
  default void downloading(int files, long bytes) {}

  /** Further bytes of a package file are there. */
  default void downloaded(String packageName, long bytes) {}

  /** A line that a maintainer script printed. */
  default void output(String line) {}

  /** Something that the user should know and that does not stop the work. */
  default void warning(String text) {}
}
