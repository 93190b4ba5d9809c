package io.drydock.build.packages;

import io.drydock.oci.tree.Entry;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Programs that Go 1.18 or later linked: the modules that went into them (Go's debug/buildinfo).
 */
final class GoPrograms implements PackageReader {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final int EXECUTABLE = 0111;

  /** Go programs are never shorter. */
  private static final long SHORTEST = 256 * 1024;

  /** Bytes of the header, the magic included. */
  private static final int HEADER = 32;

  private static final int FLAG_INLINE = 2;
  private static final int LONGEST_TEXT = 4 << 20;

  /** What encloses the module list. */
  private static final int SENTINEL = 16;

  @Override
  public boolean reads(Entry file) {
    return (file.mode() & EXECUTABLE) != 0 && file.size() >= SHORTEST;
  }

  @Override
  public void read(Entry file, InputStream content, Consumer<SoftwarePackage> found)
      throws IOException {
    byte[] head = content.readNBytes(ELF.length);
    if (!Arrays.equals(head, ELF) || !skipTo(content)) {
      return;
    }
    try {
      byte[] header = content.readNBytes(HEADER - MAGIC.length);
      boolean inline = header.length > 1 && (header[1] & FLAG_INLINE) != 0;
      if (inline) {
        String compiler = text(content);
        add("stdlib", compiler.replaceFirst("^go", ""), file.path(), found);
        modules(text(content), file.path(), found);
      }
    } catch (EOFException e) {
      // The magic stood there for something else.
    }
  }

  /** Reads to behind the magic. */
  private static boolean skipTo(InputStream in) throws IOException {
    int matched = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if ((byte) b == MAGIC[matched]) {
        matched++;
        if (matched == MAGIC.length) {
          return true;
        }
      } else {
        matched = (byte) b == MAGIC[0] ? 1 : 0;
      }
    }
    return false;
  }

  /** A text with its length in front, in groups of seven bits. */
  private static String text(InputStream in) throws IOException {
    long length = 0;
    int shift = 0;
    int b;
    do {
      b = in.read();
      if (b < 0 || shift > 28) {
        throw new EOFException();
      }
      length |= (long) (b & 0x7f) << shift;
      shift += 7;
    } while (b >= 0x80);
    if (length > LONGEST_TEXT) {
      throw new EOFException();
    }
    return new String(in.readNBytes((int) length), StandardCharsets.ISO_8859_1);
  }

  private static void modules(String text, String path, Consumer<SoftwarePackage> found) {
    if (text.length() <= 2 * SENTINEL) {
      return;
    }
    String[] last = {"", ""};
    for (String line : text.substring(SENTINEL, text.length() - SENTINEL).split("\n")) {
      String[] words = line.split("\t");
      boolean replaces = words[0].equals("=>");
      if (!replaces) {
        add(last[0], last[1], path, found);
        last = new String[] {"", ""};
      }
      if (words.length >= 3 && (replaces || words[0].equals("dep") || words[0].equals("mod"))) {
        last = new String[] {words[1], words[2]};
      }
    }
    add(last[0], last[1], path, found);
  }

  private static void add(
      String module, String version, String path, Consumer<SoftwarePackage> found) {
    if (!module.isEmpty() && !version.isEmpty()) {
      String url = PackageUrl.of("golang", module, version, Map.of());
      found.accept(new SoftwarePackage(module, version, url, "", "", path));
    }
  }
}
