package io.drydock.base.root;

import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.PathFilter;
import io.drydock.base.root.Root.Node;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Layers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** The files of a finished root, ready to become a layer. */
public final class RootFiles {
  private final SortedMap<String, Node> nodes;

  RootFiles(SortedMap<String, Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * Writes the layer, sorted by path, without what the definition excludes.
   *
   * @param latest the time that stands for every later one
   */
  public Layers.Id write(Layers layers, BaseDefinition definition, Instant latest) {
    List<Node> kept = kept(definition.exclude(), definition.contents().paths());
    Map<Long, Integer> names = new HashMap<>();
    kept.forEach(each -> names.merge(each.entry().linkGroup(), 1, Integer::sum));
    Set<Long> written = new HashSet<>();
    try (Layers.Builder builder = layers.build()) {
      for (Node each : kept) {
        Entry entry = each.entry().withModified(clamped(each.entry().modified(), latest));
        boolean shared = entry.linkGroup() != 0 && names.getOrDefault(entry.linkGroup(), 0) > 1;
        if (!shared) {
          entry = entry.withLinkGroup(0);
        }
        if (entry.isFile() && !(shared && !written.add(entry.linkGroup()))) {
          builder.add(entry, each.content().open());
        } else {
          builder.add(entry);
        }
      }
      return builder.commit();
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot read a file of the base: " + e.getMessage(), e);
    }
  }

  private static Instant clamped(Instant time, Instant latest) {
    Instant whole = Instant.ofEpochSecond(time.getEpochSecond());
    return whole.isAfter(latest) ? latest : whole;
  }

  /**
   * An excluded directory stays only if something in it does.
   *
   * @param own paths that stay in any case
   */
  private List<Node> kept(PathFilter exclude, Set<String> own) {
    Set<String> needed = new HashSet<>(own);
    var kept = new ArrayList<Node>();
    for (Node each : List.copyOf(nodes.values()).reversed()) {
      String path = each.entry().path();
      if (needed.contains(path) || !exclude.excludes(path)) {
        kept.add(each);
        needed.add(Root.parent(path));
      }
    }
    return kept.reversed();
  }
}
