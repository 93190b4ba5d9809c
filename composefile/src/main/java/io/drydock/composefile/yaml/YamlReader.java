package io.drydock.composefile.yaml;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads text as YAML trees. JSON is read too, as it is YAML. */
public final class YamlReader {
  /** The longest text that is read, in characters. */
  static final int LONGEST_TEXT = 16 << 20;

  private YamlReader() {}

  /**
   * All documents of a text, in order; none where it holds but comments. Aliases and merge keys
   * ({@code <<}) are resolved.
   *
   * @param file the name of the text in errors and locations
   * @throws DrydockException of kind INVALID, with its location, when the text is not YAML, a key
   *     is given twice or is no string, nesting goes too deep, or aliases stand for too much
   */
  public static List<YamlNode> documents(String text, String file) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(LONGEST_TEXT).build();
    var documents = new ArrayList<YamlNode>();
    var reader = new StreamReader(settings, text);
    try {
      var parser = new ParserImpl(settings, reader);
      var builder = new TreeBuilder(parser, file);
      while (builder.hasDocument()) {
        documents.add(builder.document());
      }
    } catch (MarkedYamlEngineException e) {
      throw syntax(e, file);
    } catch (ReaderException e) {
      throw invalid(
          "the file holds the character U+%04X, which YAML does not permit"
              .formatted(e.getCodePoint()),
          place(text, e.getPosition(), file),
          e);
    } catch (IllegalArgumentException e) {
      // The library's scanner stumbles over an escape that the end of the text cuts off.
      throw invalid(
          "not valid YAML: an escape in double quotes is not complete",
          SourceLocation.line(file, reader.getLine() + 1),
          e);
    } catch (YamlEngineException e) {
      throw invalid(String.valueOf(e.getMessage()), SourceLocation.line(file, 1), e);
    }
    return documents;
  }

  private static DrydockException syntax(MarkedYamlEngineException error, String file) {
    SourceLocation where =
        error
            .getProblemMark()
            .or(error::getContextMark)
            .map(mark -> location(mark, file))
            .orElseGet(() -> SourceLocation.line(file, 1));
    String context = error.getContext() == null ? "" : error.getContext() + ": ";
    return invalid("not valid YAML: " + context + error.getProblem(), where, error);
  }

  private static DrydockException invalid(String message, SourceLocation where, Throwable cause) {
    return new DrydockException(ErrorKind.INVALID, message, where, null, cause);
  }

  static SourceLocation location(Mark mark, String file) {
    int line = mark.getLine() + 1;
    return new SourceLocation(file, line, line, mark.getColumn() + 1);
  }

  private static SourceLocation place(String text, int codePoints, String file) {
    int line = 1;
    int column = 1;
    int end = Math.min(codePoints, text.codePointCount(0, text.length()));
    int stop = text.offsetByCodePoints(0, end);
    for (int i = 0; i < stop; i++) {
      column = text.charAt(i) == '\n' ? 1 : column + 1;
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new SourceLocation(file, line, line, column);
  }
}
