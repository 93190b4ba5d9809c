package io.drydock.store;

import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.oci.tree.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How overlayfs writes down what it hides (Documentation/filesystems/overlayfs.rst). */
final class Overlay {
  private static final String TRUSTED = "trusted.overlay.";

  /** Where an overlay is mounted without privileges ({@code userxattr}). */
  private static final String USER = "user.overlay.";

  private static final String OPAQUE = "opaque";
  private static final byte[] YES = "y".getBytes(StandardCharsets.US_ASCII);

  private Overlay() {}

  /** Whether a device of this number stands for a whiteout. */
  static boolean isWhiteout(Entry entry) {
    return entry.type() == Entry.Type.CHAR_DEVICE && entry.major() == 0 && entry.minor() == 0;
  }

  static boolean isOpaque(Map<String, byte[]> attributes) {
    return Arrays.equals(YES, attributes.get(TRUSTED + OPAQUE))
        || Arrays.equals(YES, attributes.get(USER + OPAQUE));
  }

  static void makeOpaque(RootDirectory root, String directory) {
    try {
      root.setXattr(directory, TRUSTED + OPAQUE, YES);
    } catch (LinuxException e) {
      if (!e.is(Errno.EPERM)) {
        throw e;
      }
      root.setXattr(directory, USER + OPAQUE, YES);
    }
  }

  /** The entry without what is overlayfs's own: an archive must not steer the mount. */
  static Entry withoutOwn(Entry entry) {
    Map<String, byte[]> kept = withoutOwn(entry.xattrs());
    return kept.size() == entry.xattrs().size() ? entry : entry.withXattrs(kept);
  }

  static Map<String, byte[]> withoutOwn(Map<String, byte[]> attributes) {
    if (attributes.isEmpty()) {
      return attributes;
    }
    var kept = new TreeMap<>(attributes);
    kept.keySet().removeIf(name -> name.startsWith(TRUSTED) || name.startsWith(USER));
    return kept;
  }
}
