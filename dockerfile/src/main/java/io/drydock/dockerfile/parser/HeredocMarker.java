package io.drydock.dockerfile.parser;

import java.util.Optional;

final class HeredocMarker {
  private HeredocMarker() {}

  static Optional<Heredoc> parse(String word) {
    throw new UnsupportedOperationException("soon");
  }

  static String withoutLeadingTabs(String content) {
    throw new UnsupportedOperationException("soon");
  }
}
