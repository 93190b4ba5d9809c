package io.drydock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of messages: none, several, and those that break off. */
class MessagesTest {
  @Test
  void anEndWithoutAnyMessageIsNoError() {
    assertThat(read(stream(""))).isEmpty();
    assertThat(read(stream("\n\n"))).isEmpty();
  }

  @Test
  void messagesNeedNothingBetweenThem() {
    assertThat(read(stream("{\"a\":1}{\"a\":2}\n\n {\"a\":3}\r\n")))
        .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
  }

  @Test
  @Timeout(20)
  void aMessageIsThereBeforeTheNextOneIs() throws IOException {
    try (var out = new PipedOutputStream();
        var messages = new Messages(new PipedInputStream(out))) {
      out.write("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      assertThat(messages.next()).isPresent();
    }
  }

  @Test
  void aStreamThatBreaksOffIsAnErrorAtAnyPlace() {
    for (String begun : List.of("{\"a\"", "{\"a\":1}\n{", "{\"a\":1}\n[1,")) {
      assertThatThrownBy(() -> read(stream(begun)))
          .isInstanceOf(DrydockException.class)
          .hasMessageStartingWith("the engine's messages break off");
    }
    for (String whole : List.of("", "{\"a\":1}\n")) {
      assertThatThrownBy(() -> read(new SequenceInputStream(stream(whole), new Lost())))
          .isInstanceOf(DrydockException.class)
          .hasMessageEndingWith("ends early");
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> read(InputStream in) {
    var all = new ArrayList<String>();
    try (var messages = new Messages(in)) {
      for (var each = messages.next(); each.isPresent(); each = messages.next()) {
        JsonObject message = each.get();
        all.add(message.toString());
      }
    }
    return all;
  }

  /** As the body of an answer whose engine was killed. */
  private static final class Lost extends InputStream {
    @Override
    public int read() throws IOException {
      throw new EOFException("the engine's answer ends early");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
