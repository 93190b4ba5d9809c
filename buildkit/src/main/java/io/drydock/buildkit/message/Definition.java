package io.drydock.buildkit.message;

import io.drydock.oci.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A graph in BuildKit's low-level form, LLB.
 *
 * @param operations encoded; each is named by the digest of its bytes. The last one only points at
 *     the result
 */
public record Definition(List<byte[]> operations) implements WireWriter.Message {
  private static final int SOURCE = 3;
  private static final int FILE = 4;
  private static final int ACTIONS = 2;
  private static final int COPY = 4;

  public Definition {
    operations = List.copyOf(operations);
  }

  static Definition read(Wire wire) {
    return new Definition(wire.byteStrings(1));
  }

  public static Definition decode(byte[] message) {
    return read(Wire.read(message));
  }

  /**
   * A source of files.
   *
   * @param identifier a URL: {@code docker-image://…}, {@code git://…}, {@code local://…}
   */
  public record Source(String identifier, Map<String, String> attributes) {}

  /** The graph of a lone source. */
  public static Definition of(String identifier) {
    byte[] source =
        new WireWriter().message(SOURCE, new WireWriter().text(1, identifier).encode()).encode();
    byte[] input = new WireWriter().text(1, Digest.of(source).toString()).encode();
    return new Definition(List.of(source, new WireWriter().message(1, input).encode()));
  }

  /** The source, where the graph is a lone one. */
  public Optional<Source> source() {
    List<Wire> sources =
        operations.stream().map(Wire::read).flatMap(each -> each.child(SOURCE).stream()).toList();
    return operations.size() == 2 && sources.size() == 1
        ? Optional.of(new Source(sources.getFirst().text(1), sources.getFirst().map(2)))
        : Optional.empty();
  }

  /**
   * A directory of a source, where the graph is no more than that: the source, and one copy out of
   * it.
   */
  public Optional<Directory> directory() {
    List<Wire> all = operations.stream().map(Wire::read).toList();
    List<Wire> sources = all.stream().flatMap(each -> each.child(SOURCE).stream()).toList();
    List<Wire> actions =
        all.stream()
            .flatMap(each -> each.child(FILE).stream())
            .flatMap(each -> each.children(ACTIONS).stream())
            .toList();
    if (all.size() != 3 || sources.size() != 1 || actions.size() != 1) {
      return Optional.empty();
    }
    var source = new Source(sources.getFirst().text(1), sources.getFirst().map(2));
    return actions.getFirst().child(COPY).map(copy -> new Directory(source, copy.text(1)));
  }

  /** A directory of a source. */
  public record Directory(Source source, String path) {}

  @Override
  public byte[] encode() {
    var out = new WireWriter();
    operations.forEach(each -> out.message(1, each));
    var metadata = new TreeMap<String, byte[]>();
    operations.forEach(each -> metadata.put(Digest.of(each).toString(), new byte[0]));
    metadata.forEach((digest, none) ->
        out.message(2, new WireWriter().text(1, digest).message(2, none).encode()));
    return out.encode();
  }
}
