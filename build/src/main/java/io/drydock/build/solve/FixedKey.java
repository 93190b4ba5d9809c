package io.drydock.build.solve;

/** A key in which no layer is named: the same in every store. */
final class FixedKey extends StepKey {
  private final String key;

  FixedKey(String key) {
    this.key = key;
  }

  @Override
  String with(LayerNames names) {
    return key;
  }
}
