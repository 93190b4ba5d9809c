package io.drydock.oci.tree;

/** What one path has in a tree that it had not in another. */
public sealed interface Change {
  /** The path that changed. */
  String path();

  /** Something is there where nothing was. */
  record Added(Entry entry) implements Change {
    @Override
    public String path() {
      return entry.path();
    }
  }

  /**
   * Something else is there; directories on both sides differ in themselves, not in what they hold.
   */
  record Modified(Entry before, Entry entry) implements Change {
    @Override
    public String path() {
      return entry.path();
    }
  }

  /** Nothing is there any more; what was below it goes without saying. */
  record Removed(Entry before) implements Change {
    @Override
    public String path() {
      return before.path();
    }
  }
}
