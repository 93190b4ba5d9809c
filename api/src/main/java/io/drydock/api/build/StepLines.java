package io.drydock.api.build;

import io.drydock.api.image.JsonLines;
import io.drydock.build.BuildEvent;
import io.drydock.build.BuildListener;
import io.drydock.build.Vertex;
import io.drydock.oci.Digest;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A build's progress in the words of the classic builder: {@code Step 1/3 : FROM base}. */
final class StepLines implements BuildListener {
  private final JsonLines lines;
  private final int count;
  private final Set<Digest> begun = new HashSet<>();

  /** Bytes of characters that the next piece of output goes on with. */
  private final Map<Digest, byte[]> pending = new HashMap<>();

  /**
   * @param count how many steps there are
   */
  StepLines(JsonLines lines, int count) {
    this.lines = lines;
    this.count = count;
  }

  @Override
  public void on(BuildEvent event) {
    Vertex vertex = event.vertex();
    if (event instanceof BuildEvent.Started && isStep(vertex) && begun.add(vertex.digest())) {
      int number = Math.min(begun.size(), count);
      lines.stream("Step " + number + "/" + count + " : " + instruction(vertex) + "\n");
    } else if (event instanceof BuildEvent.Cached && begun.contains(vertex.digest())) {
      lines.stream(" ---> Using cache\n");
    } else if (event instanceof BuildEvent.Log log) {
      output(log);
    }
  }

  private static boolean isStep(Vertex vertex) {
    return vertex.name().startsWith("FROM ") || vertex.name().matches("\\[[^\\]]*\\d+/\\d+\\] .*");
  }

  private static String instruction(Vertex vertex) {
    String name = vertex.name();
    return name.startsWith("[") ? name.substring(name.indexOf(']') + 1).strip() : name;
  }

  private void output(BuildEvent.Log log) {
    ByteBuffer data = log.data().duplicate();
    byte[] before = pending.getOrDefault(log.vertex().digest(), new byte[0]);
    ByteBuffer all = ByteBuffer.allocate(before.length + data.remaining());
    all.put(before).put(data).flip();
    CharBuffer text = CharBuffer.allocate(all.remaining() + 1);
    decoder(StandardCharsets.UTF_8).decode(all, text, false);
    byte[] rest = new byte[all.remaining()];
    all.get(rest);
    pending.put(log.vertex().digest(), rest);
    if (text.flip().hasRemaining()) {
      lines.stream(text.toString());
    }
  }

  private static CharsetDecoder decoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }
}
