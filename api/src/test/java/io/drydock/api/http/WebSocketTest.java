package io.drydock.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Frames of RFC 6455 as a server reads and writes them. */
class WebSocketTest {
  private static final byte[] MASK = {1, 2, 3, 4};

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  private void client(int first, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    sent.write(first);
    if (content.length < 126) {
      sent.write(0x80 | content.length);
    } else {
      sent.write(0x80 | 126);
      sent.writeBytes(ByteBuffer.allocate(2).putShort((short) content.length).array());
    }
    sent.writeBytes(MASK);
    for (int i = 0; i < content.length; i++) {
      sent.write(content[i] ^ MASK[i % 4]);
    }
  }

  private Hijacked server() {
    return WebSocket.over(
        new Hijacked(new ByteArrayInputStream(sent.toByteArray()), received, () -> {}), false);
  }

  @Test
  void theHandshakeIsThatOfTheStandardsExample() {
    assertThat(WebSocket.accept("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void framesOfAllKindsAreOneStream() throws Exception {
    String longer = "x".repeat(300);
    client(0x01, "one ");
    client(0x89, "are you there");
    client(0x80, "two ");
    client(0x82, longer);
    client(0x88, "");
    String read = new String(server().input().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(read).isEqualTo("one two " + longer);
    byte[] answers = received.toByteArray();
    assertThat(answers[0]).as("a pong").isEqualTo((byte) 0x8a);
    assertThat(new String(answers, 2, 13, StandardCharsets.UTF_8)).isEqualTo("are you there");
    assertThat(answers[15]).as("goodbye").isEqualTo((byte) 0x88);
  }

  @Test
  void writesAreBinaryFramesWithTheShortestLength() throws Exception {
    Hijacked server = server();
    server.output().write(new byte[125]);
    server.output().write(new byte[126]);
    server.output().write(new byte[70_000]);
    server.close();
    ByteBuffer frames = ByteBuffer.wrap(received.toByteArray());
    assertThat(frames.getShort()).isEqualTo((short) 0x827d);
    frames.position(frames.position() + 125);
    assertThat(frames.getShort()).isEqualTo((short) 0x827e);
    assertThat(frames.getShort()).isEqualTo((short) 126);
    frames.position(frames.position() + 126);
    assertThat(frames.getShort()).isEqualTo((short) 0x827f);
    assertThat(frames.getLong()).isEqualTo(70_000);
    frames.position(frames.position() + 70_000);
    assertThat(frames.getInt()).as("closed, normally").isEqualTo(0x880203e8);
    assertThatThrownBy(() -> server.output().write(1)).isInstanceOf(IOException.class);
  }

  @Test
  void framesWithoutAMaskAreRefused() throws Exception {
    sent.writeBytes(new byte[] {(byte) 0x82, 3, 'a', 'b', 'c'});
    assertThat(server().input().read()).isEqualTo(-1);
    assertThat(ByteBuffer.wrap(received.toByteArray()).getInt()).isEqualTo(0x880203ea);
  }

  @Test
  void aClientThatLeavesEndsTheStream() throws Exception {
    client(0x82, "cut off");
    byte[] all = sent.toByteArray();
    sent.reset();
    sent.write(all, 0, all.length - 3);
    assertThat(new String(server().input().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("cut ");
  }
}
