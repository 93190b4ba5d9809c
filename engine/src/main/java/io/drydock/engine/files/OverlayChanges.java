package io.drydock.engine.files;

import io.drydock.engine.files.FileChange.Kind;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.TreePath;
import io.drydock.store.DiskEntries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an overlay's upper directory changes in what lies below it. A file that was copied up and
 * left as it was does not count; a directory counts when something in it does.
 */
final class OverlayChanges {
  private static final List<String> OPAQUE =
      List.of("trusted.overlay.opaque", "user.overlay.opaque");

  private static final String CAPABILITIES = "security.capability";

  private final RootDirectory upper;
  private final FileTree lower;
  private final List<FileChange> changes = new ArrayList<>();

  private OverlayChanges(RootDirectory upper, FileTree lower) {
    this.upper = upper;
    this.lower = lower;
  }

  /** By path. */
  static List<FileChange> of(Path upperDirectory, FileTree lower) {
    try (RootDirectory upper = RootDirectory.open(upperDirectory)) {
      var found = new OverlayChanges(upper, lower);
      found.directory("", true, false);
      found.changes.sort(Comparator.comparing(FileChange::path));
      return List.copyOf(found.changes);
    }
  }

  /**
   * @param below whether the layers below have the directory too
   * @param hides whether nothing of what they have in it shows through
   */
  private void directory(String path, boolean below, boolean hides) {
    List<String> names = upper.children(path);
    for (String name : names) {
      String child = TreePath.join(path, name);
      Optional<FileStatus> status = upper.status(child);
      if (status.isPresent()) {
        entry(child, status.get(), below ? lower.find(child) : Optional.empty(), hides);
      }
    }
    if (below && hides) {
      Set<String> present = new HashSet<>(names);
      lower.children(path).stream()
          .filter(each -> !present.contains(each.name()))
          .forEach(each -> add(Kind.DELETED, each.path()));
    }
  }

  private void entry(String path, FileStatus status, Optional<Entry> before, boolean hidden) {
    if (isWhiteout(status)) {
      before.ifPresent(_ -> add(Kind.DELETED, path));
      return;
    }
    Optional<Entry> now = DiskEntries.of(upper, path, status);
    if (now.isEmpty()) {
      return; // a socket
    }
    int known = changes.size();
    if (now.get().isDirectory()) {
      boolean merges = before.filter(Entry::isDirectory).isPresent();
      directory(path, merges, hidden || isOpaque(path));
    }
    boolean differs = before.isEmpty() || differs(before.get(), now.get());
    if (differs || changes.size() > known) {
      add(before.isEmpty() ? Kind.ADDED : Kind.MODIFIED, path);
    }
  }

  private static boolean isWhiteout(FileStatus status) {
    return status.type() == FileStatus.CHAR_DEVICE && status.major() == 0 && status.minor() == 0;
  }

  private boolean isOpaque(String path) {
    Map<String, byte[]> attributes = upper.xattrs(path);
    return OPAQUE.stream().anyMatch(each -> isYes(attributes.get(each)));
  }

  private static boolean isYes(byte @Nullable [] value) {
    return value != null && new String(value, StandardCharsets.US_ASCII).equals("y");
  }

  private static boolean differs(Entry before, Entry now) {
    return before.type() != now.type()
        || before.mode() != now.mode()
        || before.uid() != now.uid()
        || before.gid() != now.gid()
        || before.major() != now.major()
        || before.minor() != now.minor()
        || !Arrays.equals(before.xattrs().get(CAPABILITIES), now.xattrs().get(CAPABILITIES))
        || (!now.isDirectory() && hasOtherContent(before, now));
  }

  private static boolean hasOtherContent(Entry before, Entry now) {
    return before.size() != now.size()
        || !before.linkTarget().equals(now.linkTarget())
        || !isSameTime(before.modified(), now.modified());
  }

  /** Times from archives are in whole seconds. */
  private static boolean isSameTime(Instant one, Instant other) {
    return one.getEpochSecond() == other.getEpochSecond()
        && (one.getNano() == other.getNano() || one.getNano() == 0 || other.getNano() == 0);
  }

  private void add(Kind kind, String path) {
    changes.add(new FileChange(kind, "/" + path));
  }
}
