package io.drydock.composefile.schema;

/** The shapes that occur in many places. */
final class Shapes {
  static final Shape TEXT = Shape.text();
  static final Shape FLAG = Shape.flag().orText();
  static final Shape INTEGER = Shape.integer().orText();
  static final Shape NUMBER = Shape.number().orText();
  static final Shape COUNT = Shape.integer().between(0, Double.POSITIVE_INFINITY).orText();
  static final Shape TEXTS = Shape.list(TEXT);
  static final Shape DISTINCT_TEXTS = Shape.distinctList(TEXT);
  static final Shape TEXT_OR_TEXTS = DISTINCT_TEXTS.orText();
  static final Shape COMMAND = TEXTS.orText().orNothing();

  /** {@code NAME: value} or {@code NAME=value}. */
  static final Shape PAIRS =
      DISTINCT_TEXTS.or(
          Shape.mapping(Keys.any(Shape.flag().or(Shape.number()).orText().orNothing())));

  static final Shape OPTIONS = Shape.mapping(Keys.any(NUMBER));

  static final Shape HOSTS = DISTINCT_TEXTS.or(Shape.mapping(Keys.any(TEXTS.orText())));

  static final Shape LIMITS =
      Shape.mapping(
          Keys.any(
              INTEGER.or(
                  Shape.mapping(
                      Keys.known().put(INTEGER, "hard", "soft").require("soft", "hard")))));

  static final Shape FILES =
      Shape.list(
          TEXT.or(
              Shape.mapping(
                  Keys.known().put(TEXT, "source", "target", "uid", "gid").put(NUMBER, "mode"))));

  /** Requests for devices, of which each says what they are to be able to do. */
  static final Shape DEVICES = Shape.list(Shape.mapping(deviceKeys().require("capabilities")));

  private Shapes() {}

  /** What a request for devices may hold. */
  static Keys deviceKeys() {
    return Keys.known()
        .put(DISTINCT_TEXTS, "capabilities", "device_ids")
        .put(INTEGER, "count")
        .put(TEXT, "driver")
        .put(PAIRS, "options");
  }
}
