package io.drydock.base.archive;

import io.drydock.base.debian.Paragraph;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A {@code Packages} index: which packages a component of a repository has. The file stays mapped;
 * in memory are only names and where their paragraphs begin, so an index of 60,000 packages takes
 * some ten megabytes.
 */
public final class PackageIndex {
  private static final int PIECE = 1 << 20;

  private final Repository repository;
  private final ByteBuffer text;
  private final Map<String, List<Integer>> byName = new HashMap<>();
  private final Map<String, List<Integer>> byProvided = new HashMap<>();
  private final List<Integer> essential = new ArrayList<>();

  private PackageIndex(Repository repository, ByteBuffer text) {
    this.repository = repository;
    this.text = text;
  }

  /** Maps the uncompressed index and notes where each package's paragraph is. */
  static PackageIndex open(Path plain, Repository repository) {
    try (FileChannel channel = FileChannel.open(plain)) {
      var index =
          new PackageIndex(
              repository, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
      index.scan();
      return index;
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot read the index " + plain, e);
    }
  }

  public Repository repository() {
    return repository;
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** The paragraphs of the packages of that name, one a version. */
  public List<Paragraph> find(String name) {
    return byName.getOrDefault(name, List.of()).stream().map(this::paragraph).toList();
  }

  /** The paragraphs of the packages that say they provide the name. */
  public List<Paragraph> providers(String name) {
    return byProvided.getOrDefault(name, List.of()).stream().map(this::paragraph).toList();
  }

  /** The paragraphs of the packages without which a Debian system does not work. */
  public List<Paragraph> essential() {
    return essential.stream().map(this::paragraph).toList();
  }

  /** Goes through the file in pieces, as reading a mapped byte is slow in code not yet compiled. */
  private void scan() {
    byte[] piece = new byte[PIECE];
    int paragraph = 0;
    int line = 0;
    for (int start = 0; start < text.limit(); start += PIECE) {
      int length = Math.min(PIECE, text.limit() - start);
      text.get(start, piece, 0, length);
      for (int i = 0; i < length; i++) {
        if (piece[i] == '\n') {
          int lineEnd = start + i;
          if (lineEnd == line) {
            paragraph = line + 1;
          } else {
            note(line, lineEnd, paragraph);
          }
          line = lineEnd + 1;
        }
      }
    }
  }

  private void note(int line, int lineEnd, int paragraph) {
    byte first = text.get(line);
    if (first == 'P' && startsWith(line, lineEnd, "Package: ")) {
      add(byName, string(line + 9, lineEnd).strip(), paragraph);
    } else if (first == 'P' && startsWith(line, lineEnd, "Provides: ")) {
      for (String each : string(line + 10, lineEnd).split(",")) {
        String provided = each.strip();
        int blank = provided.indexOf(' ');
        add(byProvided, blank < 0 ? provided : provided.substring(0, blank), paragraph);
      }
    } else if (first == 'E' && startsWith(line, lineEnd, "Essential: yes")) {
      essential.add(paragraph);
    }
  }

  private static void add(Map<String, List<Integer>> map, String name, int paragraph) {
    map.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(paragraph);
  }

  private boolean startsWith(int line, int lineEnd, String prefix) {
    if (lineEnd - line < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text.get(line + i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private Paragraph paragraph(int start) {
    int end = start;
    for (int line = start; line < text.limit(); line = end + 1) {
      end = lineEnd(line);
      if (end == line) {
        break;
      }
    }
    return Paragraph.parse(string(start, Math.min(end, text.limit())));
  }

  private int lineEnd(int from) {
    int end = text.limit();
    int i = from;
    while (i < end && text.get(i) != '\n') {
      i++;
    }
    return i;
  }

  private String string(int start, int end) {
    byte[] bytes = new byte[end - start];
    text.get(start, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
