package io.drydock.lint.guide;

import io.drydock.lint.Check;
import io.drydock.lint.DockerfileSource;
import java.util.List;

/** Drydock's own rules for Dockerfiles, DD001 and following. */
public final class GuideRules {
  private GuideRules() {}

  /** All of them. One list judges one file at a time best: it remembers the last. */
  public static List<Check<DockerfileSource>> checks() {
    var book = new GuideBook();
    ImageRules.addTo(book);
    LayerRules.addTo(book);
    NodeRules.addTo(book);
    SecretRules.addTo(book);
    ProcessRules.addTo(book);
    ContextRules.addTo(book);
    return book.checks();
  }
}
