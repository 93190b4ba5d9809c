package io.drydock.cli.progress;

import io.drydock.build.BuildEvent;
import io.drydock.build.BuildListener;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.PrintStream;

/** Shows the events of a build until it is closed. */
public interface Progress extends BuildListener, AutoCloseable {
  @Override
  void close();

  /**
   * The display of that name: {@code auto} (tty on a terminal, else plain), {@code plain}, {@code
   * tty}, {@code rawjson}, {@code quiet} or {@code none}.
   *
   * @throws DrydockException of kind INVALID for any other name
   */
  static Progress of(String mode, PrintStream out) {
    return switch (mode) {
      case "", "auto" -> Terminal.isErrorStream() ? new TtyProgress(out) : new PlainProgress(out);
      case "plain" -> new PlainProgress(out);
      case "tty" -> new TtyProgress(out);
      case "rawjson" -> new RawJsonProgress(out);
      case "quiet", "none" -> new Silent();
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "invalid progress mode \""
                  + mode
                  + "\": give auto, plain, tty, rawjson, quiet or none");
    };
  }

  /** Shows nothing. */
  final class Silent implements Progress {
    @Override
    public void on(BuildEvent event) {}

    @Override
    public void close() {}
  }
}
