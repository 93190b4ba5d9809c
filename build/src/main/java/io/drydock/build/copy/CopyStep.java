package io.drydock.build.copy;

import io.drydock.build.copy.LayerDraft.Owner;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.Operation.Copy;
import io.drydock.build.rootfs.Accounts;
import io.drydock.core.DrydockException;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.TreePath;
import io.drydock.store.Layers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One COPY or ADD on its way: first what it takes, then what that is worth as a key, then where it
 * comes to lie over a base, then the layer. Each can be the last that is needed.
 */
public final class CopyStep {
  private static final Node NO_NODE =
      new Node(new Operation.Scratch(), "", Optional.empty(), false);

  private final Copy copy;
  private final Selection selection;

  private CopyStep(Copy copy, Selection selection) {
    this.copy = copy;
    this.selection = selection;
  }

  /** Gives the tree of an item's source. */
  @FunctionalInterface
  public interface Trees {
    FileTree of(Copy.Item item);
  }

  /**
   * Looks up what the instruction takes.
   *
   * @throws DrydockException of kind NOT_FOUND when a source is missing, INVALID when it cannot be
   *     copied so
   */
  public static CopyStep select(Copy copy, Trees trees) {
    return new CopyStep(copy, Selection.of(copy, trees));
  }

  /** Looks up one file or directory of a tree with all it holds. */
  public static CopyStep selectPath(FileTree tree, String path) {
    var item = new Copy.Item(NO_NODE, "", TreePath.cleanWithin(path), false, false);
    var copy =
        new Copy(NO_NODE, List.of(item), "/", "", "", true, false, false, List.of(), NO_NODE);
    return select(copy, any -> tree);
  }

  /** A directory that is taken with all that is below it. */
  public record Whole(FileTree tree, String path) {}

  /** The directories of which everything is taken. */
  public List<Whole> wholeDirectories() {
    return selection.sources().stream()
        .filter(each -> each.entry().isDirectory())
        .filter(each -> each.includes().isEmpty() && each.excludes().isEmpty())
        .map(each -> new Whole(each.tree(), each.entry().path()))
        .toList();
  }

  /** A file or directory that an item of the instruction stands for. */
  public record Taken(FileTree tree, Entry entry) {}

  /** What the items stand for, links followed. */
  public List<Taken> taken() {
    return selection.sources().stream().map(each -> new Taken(each.tree(), each.entry())).toList();
  }

  /** Is shown what is taken. */
  @FunctionalInterface
  public interface Taking {
    void of(FileTree tree, Entry entry);
  }

  /** Shows each file, directory, link and device that it takes. */
  public void show(Taking taking) {
    for (Selection.Source source : selection.sources()) {
      SourceWalk.walk(source, (path, entry, chosen) -> taking.of(source.tree(), entry));
    }
  }

  /** The digest of what it takes, without times. */
  public Digest contentDigest() throws IOException {
    return CopyDigest.of(selection);
  }

  /**
   * Lays it over the base.
   *
   * @param accounts of the root file system that names the owners
   * @param now the time of new directories
   */
  public Placed place(FileTree base, Supplier<Accounts> accounts, Instant now) throws IOException {
    var draft = new LayerDraft(base, now);
    try {
      Optional<Owner> chown =
          copy.chown().isEmpty()
              ? Optional.empty()
              : Optional.of(Owner.parse(copy.chown(), accounts));
      var rules =
          new CopyPlanner.Rules(
              copy.destination(),
              chown,
              copy.chmod().isEmpty() ? Optional.empty() : Optional.of(FileMode.parse(copy.chmod())),
              copy.keepOwner());
      place(draft, rules);
      return new Placed(draft, String.valueOf(chown.orElse(Owner.ROOT)));
    } catch (RuntimeException | IOException e) {
      draft.close();
      throw e;
    }
  }

  private void place(LayerDraft draft, CopyPlanner.Rules rules) throws IOException {
    var planner = new CopyPlanner(draft, rules);
    for (Selection.Source source : selection.sources()) {
      if (source.unpack() && ArchivePlanner.isArchive(source)) {
        String destination = draft.resolve(TreePath.cleanWithin(copy.destination()));
        new ArchivePlanner(draft, rules.chown(), destination).add(source);
      } else {
        planner.add(source);
      }
    }
  }

  /** A new directory over a base, as WORKDIR makes it. */
  public static Placed makeDirectory(
      FileTree base, String path, String user, Supplier<Accounts> accounts, Instant now) {
    var draft = new LayerDraft(base, now);
    String resolved = draft.resolve(TreePath.cleanWithin(path));
    if (base.find(resolved).filter(Entry::isDirectory).isEmpty()) {
      draft.makeDirectories(resolved, user.isEmpty() ? Owner.ROOT : Owner.parse(user, accounts));
    }
    return new Placed(draft, "");
  }

  /** The entries of the new layer, decided but not written. */
  public static final class Placed implements Closeable {
    private final LayerDraft draft;
    private final String owner;

    private Placed(LayerDraft draft, String owner) {
      this.draft = draft;
      this.owner = owner;
    }

    /** Whether the layer changes nothing. */
    public boolean isEmpty() {
      return draft.isEmpty();
    }

    /**
     * All that decided about the layer beside the instruction and what it takes: whom names stand
     * for, and what the base has at the places that matter.
     */
    public Digest circumstances() {
      return Digest.of((owner + " " + draft.observations()).getBytes(StandardCharsets.UTF_8));
    }

    /** The entries, in the order of writing. */
    public List<Entry> entries() {
      return draft.entries();
    }

    /**
     * Writes the layer.
     *
     * @param earlier a layer that the instruction made before, if there is one: files that are the
     *     same are read from it
     */
    public void write(Layers.Builder layer, Optional<FileTree> earlier) throws IOException {
      draft.write(layer, earlier);
    }

    @Override
    public void close() throws IOException {
      draft.close();
    }
  }
}
