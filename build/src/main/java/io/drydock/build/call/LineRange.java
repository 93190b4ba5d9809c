package io.drydock.build.call;

import com.google.gson.JsonObject;
import io.drydock.core.SourceLocation;

/** Places in files as BuildKit's answers have them. */
public final class LineRange {
  private LineRange() {}

  /** The first and the last line, as a range of positions. */
  public static JsonObject json(SourceLocation location) {
    var range = new JsonObject();
    range.add("start", position(location.line()));
    range.add("end", position(location.endLine()));
    return range;
  }

  private static JsonObject position(int line) {
    var position = new JsonObject();
    position.addProperty("line", line);
    return position;
  }
}
