package io.drydock.buildkit.message;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.call.LineRange;
import io.drydock.core.Json;
import io.drydock.core.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A Dockerfile as clients show places in it.
 *
 * @param name the last part of its path
 */
public record DockerfileText(String name, String text) implements WireWriter.Message {
  private static final String LANGUAGE = "Dockerfile";
  private static final String SOURCE_TYPE = "github.com/moby/buildkit/errdefs.Source+json";

  public DockerfileText {
    name = name.substring(name.lastIndexOf('/') + 1);
  }

  /** BuildKit's {@code pb.SourceInfo}. */
  @Override
  public byte[] encode() {
    return new WireWriter()
        .text(1, name)
        .bytes(2, text.getBytes(StandardCharsets.UTF_8))
        .text(4, LANGUAGE)
        .encode();
  }

  /** The lines of a place as BuildKit's {@code pb.Range}. */
  public static byte[] range(SourceLocation place) {
    return new WireWriter()
        .message(1, new WireWriter().number(1, place.line()).encode())
        .message(2, new WireWriter().number(1, place.endLine()).encode())
        .encode();
  }

  /**
   * What is added to an error about a place, so that clients show the lines around it: BuildKit's
   * {@code errdefs.Source}, which travels as JSON, in a {@code google.protobuf.Any}.
   */
  public byte[] errorDetail(SourceLocation place) {
    var info = new JsonObject();
    info.addProperty("filename", name);
    info.addProperty(
        "data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    info.addProperty("language", LANGUAGE);
    var ranges = new JsonArray();
    ranges.add(LineRange.json(place));
    var source = new JsonObject();
    source.add("info", info);
    source.add("ranges", ranges);
    return new WireWriter().text(1, SOURCE_TYPE).bytes(2, Json.bytes(source)).encode();
  }
}
