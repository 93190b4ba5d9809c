package io.drydock.build.input;

/** Tells contexts at a URL from directories, as docker does. */
final class RemoteContext {
  private static final String[] PREFIXES = {
    "http://", "https://", "git://", "git@", "ssh://", "github.com/"
  };

  private RemoteContext() {}

  static boolean isRemote(String word) {
    for (String prefix : PREFIXES) {
      if (word.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
