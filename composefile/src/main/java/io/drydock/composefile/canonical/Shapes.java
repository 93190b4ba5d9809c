package io.drydock.composefile.canonical;

import io.drydock.composefile.canonical.MapShape.Null;

/** Shapes that several parts of a project have in common. */
final class Shapes {
  static final Shape TEXT = new ScalarShape(ScalarType.TEXT);
  static final Shape FLAG = new ScalarShape(ScalarType.FLAG);
  static final Shape OPT_OUT = new ScalarShape(ScalarType.OPT_OUT);
  static final Shape WHOLE = new ScalarShape(ScalarType.WHOLE);
  static final Shape DECIMAL = new ScalarShape(ScalarType.DECIMAL);
  static final Shape BYTES = new ScalarShape(ScalarType.BYTES);
  static final Shape DURATION = new ScalarShape(ScalarType.DURATION);
  static final Shape MODE = new ScalarShape(ScalarType.MODE);
  static final Shape COUNT = new ScalarShape(ScalarType.COUNT);
  static final Shape TEXTS = new ListShape(TEXT);
  static final Shape HOSTS = new HostsShape();
  static final Shape SSH = new SshShape();

  /** Texts by name; a name alone has the empty text. */
  static final Shape TEXTS_BY_NAME = new MapShape(TEXT, Null.EMPTY_TEXT);

  /** Variables; a name alone takes its value from elsewhere. */
  static final Shape VARIABLES = new MapShape(TEXT, Null.KEPT);

  static final Shape LIMITS = new MapShape(new LimitShape(), Null.KEPT);

  private Shapes() {}

  static Shape list(Shape item) {
    return new ListShape(item);
  }

  /** Values by name of which each may be null. */
  static Shape nullable(Shape value) {
    return new MapShape(value, Null.KEPT);
  }

  /** Values by name, for which null stands for a mapping without keys. */
  static Shape mappings(Shape value) {
    return new MapShape(value, Null.EMPTY_MAPPING);
  }
}
