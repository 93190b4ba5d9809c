package io.drydock.bake.hcl;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The text of a file, and the line and column of each of its characters. */
final class SourceText {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final String name;
  private final String text;
  private final Optional<SourceLocation> whole;
  private final List<Integer> lineStarts = new ArrayList<>();

  private SourceText(String name, String text, Optional<SourceLocation> whole) {
    this.name = name;
    this.text = text;
    this.whole = whole;
    lineStarts.add(0);
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lineStarts.add(i + 1);
    }
  }

  /**
   * The text that the bytes are in UTF-8, without a byte order mark.
   *
   * @param name of the file, for messages
   * @throws DrydockException of kind INVALID when they are not UTF-8
   */
  static SourceText decode(String name, byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return new SourceText(name, marked ? text.substring(1) : text, Optional.empty());
    } catch (CharacterCodingException e) {
      throw new DrydockException(ErrorKind.INVALID, name + " is not UTF-8 text", e);
    }
  }

  /** A text that stands in a file in another notation, such as a template in a JSON string. */
  static SourceText within(SourceLocation place, String text) {
    return new SourceText(place.file(), text, Optional.of(place));
  }

  String text() {
    return text;
  }

  /** The lines and the column of what stands from one offset up to another. */
  SourceLocation location(int from, int to) {
    if (whole.isPresent()) {
      return whole.get();
    }
    int line = line(from);
    return new SourceLocation(
        name,
        line,
        Math.max(line, line(Math.max(from, to - 1))),
        from - lineStarts.get(line - 1) + 1);
  }

  private int line(int offset) {
    int found = Collections.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
