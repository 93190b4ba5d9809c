package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Layers laid over each other as overlayfs does it: the topmost that says anything of a path
 * decides, directories merge, whiteouts and opaque directories hide what is below.
 */
final class LayerView implements FileTree {
  private static final Comparator<String> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final List<LayerSource> layers;

  /** For each directory that was looked into: the numbers of the layers seen in it, top first. */
  private final Map<String, List<Integer>> visible = new ConcurrentHashMap<>();

  /**
   * @param layers base first
   */
  LayerView(List<LayerSource> layers) {
    this.layers = List.copyOf(layers);
  }

  /** What decides about a path, and the number of the layer that says it. */
  private record Found(LayerNode node, int layer) {}

  @Override
  public Optional<Entry> find(String path) {
    return locate(path)
        .map(this::entry)
        .or(() -> path.isEmpty() ? Optional.of(bareRoot()) : Optional.empty());
  }

  @Override
  public List<Entry> children(String path) {
    List<Integer> seen = visible(path);
    if (seen.isEmpty() && !path.isEmpty()) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "no such directory: /" + path);
    }
    Map<String, Found> names = new HashMap<>();
    for (int layer : seen) {
      for (LayerNode node : layers.get(layer).children(path)) {
        names.merge(node.entry().name(), new Found(node, layer), LayerView::upper);
      }
    }
    var entries = new ArrayList<Entry>(names.size());
    for (Found each : names.values()) {
      if (!each.node.isWhiteout()) {
        entries.add(entry(each));
      }
    }
    entries.sort((a, b) -> BY_BYTES.compare(a.name(), b.name()));
    return entries;
  }

  @Override
  public InputStream open(Entry file) throws IOException {
    Found found = file(file);
    return layers.get(found.layer).open(found.node);
  }

  @Override
  public Optional<Digest> knownDigest(Entry file) {
    return locate(file.path())
        .map(each -> each.node.digest())
        .filter(each -> !each.equals(LayerIndexBuilder.NO_DIGEST));
  }

  @Override
  public Digest digest(Entry file) throws IOException {
    Found found = file(file);
    if (found.node.digest().equals(LayerIndexBuilder.NO_DIGEST)) {
      return FileTree.super.digest(file);
    }
    return found.node.digest();
  }

  private Optional<Found> locate(String path) {
    Found implied = null;
    for (int layer : path.isEmpty() ? all() : visible(TreePath.parent(path))) {
      Optional<LayerNode> node = layers.get(layer).find(path);
      if (node.isEmpty()) {
        continue;
      }
      if (!node.get().implied()) {
        boolean hidden = node.get().isWhiteout() || (implied != null && !node.get().isDirectory());
        return hidden ? Optional.ofNullable(implied) : Optional.of(new Found(node.get(), layer));
      }
      implied = implied == null ? new Found(node.get(), layer) : implied;
      if (node.get().opaque()) {
        break;
      }
    }
    return Optional.ofNullable(implied);
  }

  /** Of what two layers say of a name, the upper first: which decides. */
  private static Found upper(Found upper, Found lower) {
    boolean takesAttributes =
        upper.node.implied() && !upper.node.opaque() && lower.node.isDirectory();
    return takesAttributes ? lower : upper;
  }

  /** A file, through further names in upper layers for files of lower ones. */
  private Found file(Entry file) {
    Found found =
        locate(file.path())
            .filter(each -> !each.node.isWhiteout())
            .orElseThrow(
                () -> new DrydockException(ErrorKind.NOT_FOUND, "no such file: /" + file.path()));
    return found.node.kind() == LayerNode.Kind.LINK ? linked(found) : found;
  }

  private Found linked(Found link) {
    String target = link.node.entry().linkTarget();
    return below(link.layer)
        .locate(target)
        .filter(each -> !each.node.isDirectory() && !each.node.isWhiteout())
        .map(
            each -> each.node.kind() == LayerNode.Kind.LINK ? below(link.layer).linked(each) : each)
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.CORRUPT,
                "/"
                    + link.node.entry().path()
                    + " is a link to /"
                    + target
                    + ", which is no file"));
  }

  private LayerView below(int layer) {
    return new LayerView(layers.subList(0, layer));
  }

  private Entry entry(Found found) {
    if (found.node.kind() == LayerNode.Kind.LINK) {
      Entry file = linked(found).node.entry();
      return file.withPath(found.node.entry().path()).withLinkGroup(0);
    }
    Entry entry = found.node.entry();
    // Groups are numbered in each layer for itself.
    return entry.linkGroup() == 0
        ? entry
        : entry.withLinkGroup(entry.linkGroup() * layers.size() + found.layer);
  }

  private List<Integer> visible(String directory) {
    List<Integer> known = visible.get(directory);
    if (known == null) {
      known = List.copyOf(look(directory));
      visible.put(directory, known);
    }
    return known;
  }

  private List<Integer> look(String directory) {
    var seen = new ArrayList<Integer>();
    for (int layer : directory.isEmpty() ? all() : visible(TreePath.parent(directory))) {
      Optional<LayerNode> node = layers.get(layer).find(directory);
      if (node.isEmpty()) {
        continue;
      }
      if (!node.get().isDirectory()) {
        break;
      }
      seen.add(layer);
      if (node.get().opaque()) {
        break;
      }
    }
    return seen;
  }

  private List<Integer> all() {
    var numbers = new ArrayList<Integer>(layers.size());
    for (int i = layers.size() - 1; i >= 0; i--) {
      numbers.add(i);
    }
    return numbers;
  }

  private static Entry bareRoot() {
    return Entry.directory("", 0755, Instant.EPOCH);
  }
}
