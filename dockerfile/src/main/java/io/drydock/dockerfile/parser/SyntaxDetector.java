package io.drydock.dockerfile.parser;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.dockerfile.parser.Directives.Directive;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds a directive in a file of any format: in comments with {@code #} or {@code //}, or as a
 * member of a JSON object; a {@code #!} line above is skipped.
 */
final class SyntaxDetector {
  private SyntaxDetector() {}

  /** The frontend that the text asks for. */
  static Optional<Directive> syntax(String text) {
    return directive("syntax", "#", text)
        .or(() -> directive("syntax", "//", text))
        .or(() -> jsonMember("syntax", text));
  }

  /** The directive in {@code #} comments. */
  static Optional<Directive> inComments(String key, String text) {
    return directive(key, "#", text);
  }

  private static Optional<Directive> directive(String key, String comment, String text) {
    var lines = new Lines(text);
    if (text.startsWith("#!")) {
      lines.next();
    }
    var reader = new DirectiveReader(comment);
    try {
      while (lines.hasNext()) {
        Optional<DirectiveReader.Entry> entry = reader.read(Lines.withoutEnd(lines.next()));
        if (entry.isEmpty()) {
          return Optional.empty();
        }
        if (entry.get().key().equals(key)) {
          return Optional.of(new Directive(entry.get().value(), lines.number()));
        }
      }
    } catch (DrydockException e) {
      // A repeated directive is the parser's to report; here it only ends the search.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<Directive> jsonMember(String key, String text) {
    if (!text.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonObject object = Json.object(text.getBytes(StandardCharsets.UTF_8), "file");
      return object.get(key) instanceof JsonPrimitive value && value.isString()
          ? Optional.of(new Directive(value.getAsString(), 1))
          : Optional.empty();
    } catch (DrydockException e) {
      return Optional.empty();
    }
  }
}
