package io.drydock.cli.progress;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts output that comes in pieces into lines; a carriage return starts its line anew. */
final class LineBuffer {
  private static final int LONGEST = 64 * 1024;

  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  /** The lines that the bytes complete, without their ends. */
  List<String> add(ByteBuffer data) {
    var lines = new ArrayList<String>();
    ByteBuffer bytes = data.duplicate();
    while (bytes.hasRemaining()) {
      byte each = bytes.get();
      if (each == '\n' || open.size() >= LONGEST) {
        lines.add(take());
      }
      if (each != '\n') {
        open.write(each);
      }
    }
    return lines;
  }

  /** What was left without a line end. */
  List<String> rest() {
    return open.size() == 0 ? List.of() : List.of(take());
  }

  private String take() {
    String line = open.toString(StandardCharsets.UTF_8);
    open.reset();
    if (line.endsWith("\r")) {
      line = line.substring(0, line.length() - 1);
    }
    return line.substring(line.lastIndexOf('\r') + 1);
  }
}
