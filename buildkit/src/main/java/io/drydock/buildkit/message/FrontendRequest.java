package io.drydock.buildkit.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code LLBBridge.Solve} asks for: a frontend to be run, or a definition to be solved.
 *
 * @param evaluate whether to carry it out at once, not only when it is needed
 */
public record FrontendRequest(
    Optional<Definition> definition,
    String frontend,
    Map<String, String> attributes,
    List<CacheEntry> cacheFrom,
    Map<String, Definition> inputs,
    boolean evaluate) {

  public static FrontendRequest decode(byte[] message) {
    Wire wire = Wire.read(message);
    return new FrontendRequest(
        wire.child(1).map(Definition::read).filter(each -> !each.operations().isEmpty()),
        wire.text(2),
        wire.map(3),
        wire.children(12).stream().map(CacheEntry::read).toList(),
        wire.map(13, Definition::decode),
        wire.flag(14));
  }
}
