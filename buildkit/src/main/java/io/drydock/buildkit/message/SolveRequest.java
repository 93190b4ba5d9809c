package io.drydock.buildkit.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A build as {@code Control.Solve} is asked for it.
 *
 * @param reference names the build for the other calls about it
 * @param frontend empty where the client runs the frontend itself, through the gateway
 */
public record SolveRequest(
    String reference,
    List<ExporterEntry> exporters,
    String session,
    String frontend,
    Map<String, String> attributes,
    List<CacheEntry> cacheTo,
    List<CacheEntry> cacheFrom,
    List<String> entitlements,
    Map<String, Definition> inputs,
    boolean sessionExporters) {

  public static SolveRequest decode(byte[] message) {
    Wire wire = Wire.read(message);
    List<ExporterEntry> exporters =
        new ArrayList<>(wire.children(13).stream().map(ExporterEntry::read).toList());
    if (exporters.isEmpty() && !wire.text(3).isEmpty()) {
      exporters.add(new ExporterEntry(wire.text(3), wire.map(4)));
    }
    List<Wire> cache = wire.child(8).stream().toList();
    return new SolveRequest(
        wire.text(1),
        exporters,
        wire.text(5),
        wire.text(6),
        wire.map(7),
        cacheTo(cache),
        cache.stream().flatMap(each -> each.children(5).stream()).map(CacheEntry::read).toList(),
        wire.texts(9),
        wire.map(10, Definition::decode),
        wire.flag(14));
  }

  private static List<CacheEntry> cacheTo(List<Wire> cache) {
    return cache.stream().flatMap(each -> each.children(4).stream()).map(CacheEntry::read).toList();
  }
}
