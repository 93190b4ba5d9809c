package io.drydock.composefile.load;

import java.util.Optional;

/**
 * A Compose file to load.
 *
 * @param name a path, or what messages call the content
 * @param content its text; absent to read the path
 */
public record ComposeFile(String name, Optional<String> content) {
  /** The file of that path. */
  public static ComposeFile at(String path) {
    return new ComposeFile(path, Optional.empty());
  }

  /** A text that is known by the name. */
  public static ComposeFile of(String name, String content) {
    return new ComposeFile(name, Optional.of(content));
  }
}
