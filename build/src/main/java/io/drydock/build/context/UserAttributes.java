package io.drydock.build.context;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The extended attributes that users give files ({@code user.…}), read without native calls. */
final class UserAttributes {
  private static final String NAMESPACE = "user.";

  private UserAttributes() {}

  /** Those of a regular file, by full name; none where the file system or its owner has none. */
  static Map<String, byte[]> of(Path file) {
    try {
      var view =
          Files.getFileAttributeView(
              file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      List<String> names = view == null ? List.of() : view.list();
      return names.isEmpty() ? Map.of() : read(view, names);
    } catch (IOException | UnsupportedOperationException e) {
      // A file that cannot be read says so when its content is needed.
      return Map.of();
    }
  }

  private static Map<String, byte[]> read(UserDefinedFileAttributeView view, List<String> names)
      throws IOException {
    var attributes = new TreeMap<String, byte[]>();
    for (String name : names) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      attributes.put(NAMESPACE + name, value.array());
    }
    return attributes;
  }
}
