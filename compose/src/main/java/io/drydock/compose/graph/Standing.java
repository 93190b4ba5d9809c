package io.drydock.compose.graph;

/**
 * How a service stands in an engine.
 *
 * @param words as {@code 2 of 2 running, healthy}
 */
public record Standing(Mood mood, String words) {
  /** Of a service that has no containers. */
  public static final Standing ABSENT = new Standing(Mood.ABSENT, "not created");

  /** Whether it is as it should be. */
  public enum Mood {
    ABSENT("#eef2f6", "#8795a3"),
    GOOD("#dff3e4", "#3a9a5b"),
    BUSY("#fff7da", "#c9a227"),
    BAD("#fbe0e0", "#c94a4a");

    private final String fill;
    private final String stroke;

    Mood(String fill, String stroke) {
      this.fill = fill;
      this.stroke = stroke;
    }

    String fill() {
      return fill;
    }

    String stroke() {
      return stroke;
    }
  }
}
