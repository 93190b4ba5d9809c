package io.drydock.build.cache;

import io.drydock.build.copy.CopyStep;
import io.drydock.build.plan.Operation.Copy;
import io.drydock.build.solve.StepView;
import io.drydock.core.DrydockException;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The digest that BuildKit computes of what a COPY takes: of a file its header in the form of
 * docker's old tarsum, without times, and its bytes; of a directory its header and the names and
 * digests of what is in it.
 */
final class LlbContent {
  private static final int BUFFER = 1 << 16;

  private final FileTree tree;

  private LlbContent(FileTree tree) {
    this.tree = tree;
  }

  /** The digest of all that the instruction takes; empty where it is not known how it is made. */
  static Optional<Digest> of(Copy copy, StepView step) throws IOException {
    FileTree tree = step.tree(copy.items().getFirst().source());
    Map<String, Copy.Item> byPath = new TreeMap<>();
    copy.items().forEach(each -> byPath.put("/" + each.path(), each));
    var digests = new ArrayList<String>();
    for (Map.Entry<String, Copy.Item> each : byPath.entrySet()) {
      boolean within =
          !each.getValue().wildcards()
              && byPath.entrySet().stream().anyMatch(other -> isWithin(each.getKey(), other));
      if (!within) {
        Optional<Digest> digest = new LlbContent(tree).item(copy, each.getValue());
        if (digest.isEmpty()) {
          return Optional.empty();
        }
        digests.add(digest.get().toString());
      }
    }
    return Optional.of(LlbKey.of(String.join("\0", digests)));
  }

  private static boolean isWithin(String path, Map.Entry<String, Copy.Item> other) {
    String parent = other.getKey();
    return !other.getValue().wildcards()
        && !path.equals(parent)
        && path.startsWith(parent.endsWith("/") ? parent : parent + "/");
  }

  private Optional<Digest> item(Copy copy, Copy.Item item) throws IOException {
    List<CopyStep.Taken> taken;
    try {
      taken = CopyStep.select(single(copy, item), any -> tree).taken();
    } catch (DrydockException e) {
      return Optional.empty(); // The step itself will say what is wrong.
    }
    if (!item.wildcards()) {
      return taken.size() == 1
          ? Optional.of(new Digest("sha256", entry(taken.getFirst().entry())))
          : Optional.empty();
    }
    if (taken.stream().anyMatch(each -> !each.entry().isFile())) {
      return Optional.empty();
    }
    return Optional.of(matches(taken));
  }

  private static Copy single(Copy copy, Copy.Item item) {
    return new Copy(
        copy.base(), List.of(item), "/", "", "", true, false, false, List.of(), copy.base());
  }

  /** Files that a pattern matched. */
  private Digest matches(List<CopyStep.Taken> taken) throws IOException {
    MessageDigest hash = Digest.sha256();
    boolean first = true;
    for (CopyStep.Taken each :
        taken.stream()
            .sorted(Comparator.comparing(file -> key(file.entry().path()), Arrays::compareUnsigned))
            .toList()) {
      if (!first) {
        hash.update((byte) 0);
      }
      first = false;
      hash.update(bytes(each.entry().name()));
      hash.update(bytes("sha256:" + entry(each.entry())));
    }
    return Digest.of(hash);
  }

  private String entry(Entry entry) throws IOException {
    return entry.isDirectory() ? directory(entry) : node(entry);
  }

  private String directory(Entry directory) throws IOException {
    MessageDigest hash = Digest.sha256();
    hash.update((byte) 0);
    String header = directory.path().isEmpty() ? Digest.of(new byte[0]).encoded() : node(directory);
    hash.update(bytes("sha256:" + header));
    List<Entry> children =
        tree.children(directory.path()).stream()
            .sorted(Comparator.comparing(each -> bytes(each.name()), Arrays::compareUnsigned))
            .toList();
    for (Entry each : children) {
      hash.update((byte) 0);
      hash.update(bytes(each.name()));
      hash.update(bytes("sha256:" + entry(each)));
    }
    return Digest.of(hash).encoded();
  }

  /** The header, and a file's bytes. */
  private String node(Entry entry) throws IOException {
    MessageDigest hash = Digest.sha256();
    hash.update(bytes(header(entry)));
    for (Map.Entry<String, byte[]> each : entry.xattrs().entrySet()) {
      String name = each.getKey();
      boolean counts =
          name.equals("security.capability")
              || !(name.startsWith("security.")
                  || name.startsWith("system.")
                  || name.startsWith("com.apple."));
      if (counts) {
        hash.update(bytes(name));
        hash.update(each.getValue());
      }
    }
    if (entry.isFile() && entry.size() > 0) {
      try (InputStream in = tree.open(entry)) {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          hash.update(buffer, 0, n);
        }
      }
    }
    return Digest.of(hash).encoded();
  }

  private static String header(Entry entry) {
    char type =
        switch (entry.type()) {
          case FILE -> '0';
          case SYMLINK -> '2';
          case CHAR_DEVICE -> '3';
          case BLOCK_DEVICE -> '4';
          case DIRECTORY -> '5';
          case FIFO -> '6';
        };
    return "namemode%duid%dgid%dsize%dtypeflag%slinkname%sunamegnamedevmajor%ddevminor%d"
        .formatted(
            entry.mode(),
            entry.uid(),
            entry.gid(),
            entry.isFile() ? entry.size() : 0,
            type,
            entry.linkTarget(),
            entry.major(),
            entry.minor());
  }

  private static byte[] key(String path) {
    return bytes(path.replace('/', '\0'));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
