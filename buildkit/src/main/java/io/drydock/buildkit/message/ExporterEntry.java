package io.drydock.buildkit.message;

import java.util.Map;

/** What is to be made of the result: {@code type=image,name=…} in parts. */
public record ExporterEntry(String type, Map<String, String> attributes) {
  static ExporterEntry read(Wire wire) {
    return new ExporterEntry(wire.text(1), wire.map(2));
  }
}
