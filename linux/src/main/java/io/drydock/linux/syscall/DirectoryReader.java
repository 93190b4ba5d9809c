package io.drydock.linux.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Lists directories by descriptor. */
public final class DirectoryReader {
  private static final int BUFFER_SIZE = 32 * 1024;
  private static final int NAME_OFFSET = 19;
  private static final int TYPE_OFFSET = 18;
  private static final byte TYPE_DIRECTORY = 4;

  private DirectoryReader() {}

  /**
   * A name in a directory, in the bytes that the kernel gave, which need not be UTF-8.
   *
   * @param directory whether it is a directory for sure; false when the file system does not say
   */
  public record Name(MemorySegment bytes, boolean directory) {
    /** As text. What is no UTF-8 becomes a replacement character. */
    public String text() {
      return bytes.getString(0);
    }
  }

  /** All names but {@code .} and {@code ..}, in no order; their bytes live as long as the arena. */
  public static List<Name> names(int descriptor, Arena arena) {
    var names = new ArrayList<Name>();
    MemorySegment buffer = arena.allocate(BUFFER_SIZE, 8);
    long filled;
    while ((filled = FileCalls.directoryEntries(descriptor, buffer)) > 0) {
      addNames(buffer.asSlice(0, filled), arena, names);
    }
    Kernel.check(filled, SystemCall.GETDENTS64, "of descriptor " + descriptor);
    return names;
  }

  private static void addNames(MemorySegment entries, Arena arena, List<Name> names) {
    long offset = 0;
    while (offset < entries.byteSize()) {
      int length = Short.toUnsignedInt(entries.get(ValueLayout.JAVA_SHORT, offset + 16));
      MemorySegment name = entries.asSlice(offset + NAME_OFFSET, length - NAME_OFFSET);
      if (!isDot(name)) {
        boolean directory =
            entries.get(ValueLayout.JAVA_BYTE, offset + TYPE_OFFSET) == TYPE_DIRECTORY;
        names.add(new Name(arena.allocate(name.byteSize()).copyFrom(name), directory));
      }
      offset += length;
    }
  }

  private static boolean isDot(MemorySegment name) {
    return name.get(ValueLayout.JAVA_BYTE, 0) == '.'
        && (name.get(ValueLayout.JAVA_BYTE, 1) == 0
            || (name.get(ValueLayout.JAVA_BYTE, 1) == '.'
                && name.get(ValueLayout.JAVA_BYTE, 2) == 0));
  }
}
