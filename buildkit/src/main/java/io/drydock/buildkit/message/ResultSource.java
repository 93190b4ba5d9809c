package io.drydock.buildkit.message;

import java.util.Optional;

/** How a definition names what another build made. */
public final class ResultSource {
  static final String PREFIX = "drydock-result://";

  private ResultSource() {}

  /** The reference of the result, where the definition is one. */
  public static Optional<String> reference(Definition definition) {
    return definition
        .source()
        .map(Definition.Source::identifier)
        .filter(each -> each.startsWith(PREFIX))
        .map(each -> each.substring(PREFIX.length()));
  }
}
