package io.drydock.linux.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an overlay is made of; mounting it is shown with the sandbox. */
class OverlayTest {
  @Test
  void stacksARepeatedLayerOnceWhereItIsHighest() {
    Path a = Path.of("/a");
    Path b = Path.of("/b");
    var overlay = new Overlay(List.of(a, b, a, a), Path.of("/upper"), Path.of("/work"));
    assertThat(overlay.lower()).containsExactly(b, a);
  }
}
