package io.drydock.buildkit.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Messages are what they were after writing and reading, and unknown fields do no harm. */
class WireTest {
  @Property(tries = 200)
  void valuesComeBack(
      @ForAll String text,
      @ForAll long number,
      @ForAll byte[] bytes,
      @ForAll Map<String, String> map) {
    byte[] message =
        new WireWriter().text(1, text).number(2, number).bytes(3, bytes).map(4, map).encode();
    Wire read = Wire.read(message);
    assertThat(read.number(2)).isEqualTo(number);
    assertThat(read.bytes(3)).isEqualTo(bytes);
    byte[] again =
        new WireWriter()
            .text(1, read.text(1))
            .number(2, read.number(2))
            .bytes(3, read.bytes(3))
            .map(4, read.map(4))
            .encode();
    assertThat(Wire.read(again).map(4)).isEqualTo(read.map(4));
    assertThat(Wire.read(again).text(1)).isEqualTo(read.text(1));
  }

  @Property(tries = 300)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    try {
      Wire.read(bytes).texts(1);
    } catch (DrydockException e) {
      assertThat(e.getMessage()).startsWith("malformed message");
    }
  }

  @Test
  void packetsKeepTheirNumbers() {
    assertThat(Packet.request(7).encode()).containsExactly(8, 1, 24, 7);
    assertThat(Packet.finish().encode()).containsExactly(8, 3);
    assertThat(Packet.decode(new byte[] {8, 2, 24, 5, 34, 1, 9}).data()).containsExactly(9);
    assertThat(Packet.decode(new byte[0]).type()).isEqualTo(Packet.Type.STAT);
  }

  @Test
  void definitionsNameTheirSource() {
    Definition definition = Definition.of("drydock-result://abc");
    Definition read = Definition.decode(definition.encode());
    assertThat(ResultSource.reference(read)).contains("abc");
    assertThat(ResultSource.reference(new Definition(java.util.List.of()))).isEmpty();
  }

  @Test
  void resultsAreReadAsTheyAreReturned() {
    var result = new FrontendResult(Optional.of("id"), Map.of(), Map.of("k", new byte[] {1}));
    byte[] message = new WireWriter().message(1, result.encode()).encode();
    ReturnRequest read = ReturnRequest.decode(message);
    assertThat(read.result().flatMap(FrontendResult::reference)).contains("id");
    assertThat(read.code()).isZero();
  }

  @Test
  void modesAreGosInMessagesAndPosixHere() {
    assertThat(Stat.goMode(0104755)).isEqualTo(1 << 23 | 0755);
    var sticky = new Stat("t", Stat.goMode(0041777), 0, 0, 0, 0, "", 0, 0, Map.of());
    assertThat(sticky.isDirectory()).isTrue();
    assertThat(sticky.permissions()).isEqualTo(01777);
  }

  @Test
  void truncatedMessagesAreRefused() {
    assertThatThrownBy(() -> Wire.read(new byte[] {10, 100, 1}))
        .isInstanceOf(DrydockException.class);
  }
}
