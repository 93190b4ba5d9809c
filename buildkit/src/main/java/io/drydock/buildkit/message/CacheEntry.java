package io.drydock.buildkit.message;

import java.util.Map;

/** A cache to read or write: {@code type=registry,ref=…} in parts. */
public record CacheEntry(String type, Map<String, String> attributes) {
  static CacheEntry read(Wire wire) {
    return new CacheEntry(wire.text(1), wire.map(2));
  }
}
