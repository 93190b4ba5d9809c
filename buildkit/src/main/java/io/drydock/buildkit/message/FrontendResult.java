package io.drydock.buildkit.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a frontend made.
 *
 * @param reference of the result, where it is a single one
 * @param references by platform
 * @param metadata as {@code containerimage.config}
 */
public record FrontendResult(
    Optional<String> reference, Map<String, String> references, Map<String, byte[]> metadata)
    implements WireWriter.Message {

  /** Reads what the client returns: the identifiers count, the definitions do not. */
  static FrontendResult read(Wire wire) {
    Optional<String> single =
        wire.child(3).map(each -> each.text(1)).or(() -> Optional.of(wire.text(1)));
    Map<String, String> several = new LinkedHashMap<>();
    wire.child(4).ifPresent(map -> several.putAll(map.map(1, bytes -> Wire.read(bytes).text(1))));
    return new FrontendResult(
        single.filter(each -> !each.isEmpty()), several, wire.map(10, bytes -> bytes));
  }

  @Override
  public byte[] encode() {
    var out = new WireWriter();
    reference.ifPresent(each -> out.message(3, reference(each)));
    if (!references.isEmpty()) {
      var map = new LinkedHashMap<String, byte[]>();
      references.forEach((platform, each) -> map.put(platform, reference(each)));
      out.message(4, new WireWriter().byteMap(1, map).encode());
    }
    return out.byteMap(10, metadata).encode();
  }

  /** A reference with a definition by which other builds can name the result. */
  private static byte[] reference(String id) {
    return new WireWriter()
        .text(1, id)
        .message(2, Definition.of(ResultSource.PREFIX + id).encode())
        .encode();
  }
}
