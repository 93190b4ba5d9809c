package io.drydock.cli.terminal;

/** The terminal, if there is one, that a command's standard streams are. */
public interface Console {
  /** The console of this process. */
  Console OF_PROCESS = new ProcessConsole();

  boolean isInput();

  boolean isOutput();

  /** Its present size; zeros when it is unknown. */
  Size size();

  /** Passes every key on as it is typed, until the mode is closed. */
  Mode raw();

  /** Height in rows and width in columns. */
  record Size(int height, int width) {
    public static final Size UNKNOWN = new Size(0, 0);
  }

  /** How the terminal treats what is typed. */
  interface Mode extends AutoCloseable {
    /** Back to how it was. */
    @Override
    void close();
  }
}
