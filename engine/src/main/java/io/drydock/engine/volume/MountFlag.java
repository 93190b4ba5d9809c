package io.drydock.engine.volume;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A word of mount(8) that is a flag of {@code mount(2)}.
 *
 * @param clears whether the word takes the flag away
 */
record MountFlag(boolean clears, long bits) {
  private static final long RECURSIVE = 0x4000;
  private static final Map<String, MountFlag> BY_WORD = new HashMap<>();

  static {
    word("defaults", false, 0);
    pair("ro", "rw", 0x1);
    pair("nosuid", "suid", 0x2);
    pair("nodev", "dev", 0x4);
    pair("noexec", "exec", 0x8);
    pair("sync", "async", 0x10);
    word("remount", false, 0x20);
    pair("mand", "nomand", 0x40);
    word("dirsync", false, 0x80);
    pair("noatime", "atime", 0x400);
    pair("nodiratime", "diratime", 0x800);
    word("bind", false, 0x1000);
    word("rbind", false, 0x1000 | RECURSIVE);
    propagation("unbindable", 0x20000);
    propagation("private", 0x40000);
    propagation("slave", 0x80000);
    propagation("shared", 0x100000);
    pair("relatime", "norelatime", 0x200000);
    pair("strictatime", "nostrictatime", 0x1000000);
  }

  /** The flag that a word stands for; null for what is an option of the file system. */
  static @Nullable MountFlag of(String word) {
    return BY_WORD.get(word);
  }

  private static void word(String word, boolean clears, long bits) {
    BY_WORD.put(word, new MountFlag(clears, bits));
  }

  private static void pair(String sets, String clears, long bits) {
    word(sets, false, bits);
    word(clears, true, bits);
  }

  private static void propagation(String word, long bits) {
    word(word, false, bits);
    word("r" + word, false, bits | RECURSIVE);
  }
}
