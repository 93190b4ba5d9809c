package io.drydock.cli.compose.display;

/**
 * What happens to one thing of a project now.
 *
 * @param name as it is shown: {@code Container shop-web-1}
 * @param text one or two words: {@code Starting}
 * @param detail more of it, such as an amount or an error; may be empty
 */
public record Step(String name, Phase phase, String text, String detail) {
  /** How far it is. */
  public enum Phase {
    WORKING,
    DONE,
    /** Nothing was to be done, or it was left out with a warning. */
    SKIPPED,
    FAILED;

    boolean isEnd() {
      return this != WORKING;
    }
  }

  public static Step working(String name, String text) {
    return new Step(name, Phase.WORKING, text, "");
  }

  public static Step done(String name, String text) {
    return new Step(name, Phase.DONE, text, "");
  }

  public static Step skipped(String name, String text) {
    return new Step(name, Phase.SKIPPED, text, "");
  }

  public static Step failed(String name, String error) {
    return new Step(name, Phase.FAILED, "Error", error);
  }
}
