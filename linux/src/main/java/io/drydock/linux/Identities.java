package io.drydock.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which users and groups this process can give files to and become. */
public enum Identities {
  /** All of the host: this is no user namespace. */
  ALL,
  /** Those of a user namespace, the root of which is an ordinary user of the host. */
  MAPPED,
  /** One, since nobody gave this user any more; it is called root here. */
  ONE;

  private static final Path MAP = Path.of("/proc/self/uid_map");
  private static final long WHOLE_RANGE = 0xffff_ffffL;

  private static final class Holder {
    static final Identities HERE = read();
  }

  /** Those of this process, read once. */
  public static Identities here() {
    return Holder.HERE;
  }

  private static Identities read() {
    try {
      return of(Files.readAllLines(MAP));
    } catch (IOException e) {
      return ALL; // a kernel without user namespaces has no such file
    }
  }

  /**
   * @param map lines of {@code FIRST OUTSIDE COUNT}
   */
  static Identities of(List<String> map) {
    long count = 0;
    for (String line : map) {
      String[] fields = line.strip().split(" +");
      count += Long.parseLong(fields[2]);
    }
    if (count >= WHOLE_RANGE) {
      return ALL;
    }
    return count > 1 ? MAPPED : ONE;
  }
}
