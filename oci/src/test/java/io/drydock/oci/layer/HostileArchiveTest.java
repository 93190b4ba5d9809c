package io.drydock.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives made to do harm are refused with the entry's name, or read harmlessly. */
class HostileArchiveTest {
  @ParameterizedTest
  @CsvSource({"/etc/passwd, etc/passwd", "./a//b/./c, a/b/c", "a/../b, b", "a/x/../../b/, b"})
  void cleansNames(String written, String read) throws IOException {
    assertThat(paths(new Archive().header(written, '0', "", 0).bytes())).containsExactly(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../x", "a/../../x", "/../x", "a/b/../../../../etc/shadow"})
  void refusesNamesThatLeaveTheRoot(String name) {
    assertCorrupt(new Archive().header(name, '0', "", 0), name);
    assertCorrupt(new Archive().header("fine", '1', name, 0), "fine");
  }

  @Test
  void refusesPaxNamesThatLeaveTheRoot() {
    assertCorrupt(new Archive().pax("path=../x").header("fine", '0', "", 0), "../x");
    assertCorrupt(new Archive().pax("linkpath=../x").header("fine", '1', "y", 0), "fine");
    assertCorrupt(new Archive().pax("path=a\0b").header("fine", '0', "", 0), "NUL");
  }

  @ParameterizedTest
  @ValueSource(strings = {".wh.", ".wh..", ".wh...", "a/.wh..."})
  void refusesWhiteoutsOfNothing(String name) {
    assertCorrupt(new Archive().header(name, '0', "", 0), ".wh.");
  }

  @Test
  void skipsWhatAufsLeftBehind() throws IOException {
    var archive =
        new Archive().header(".wh..wh.plnk/", '5', "", 0).header(".wh..wh.plnk/1", '0', "", 0);
    assertThat(items(archive.header("a", '0', "", 0).bytes())).hasSize(1);
  }

  @Test
  void refusesSizesThatCannotBe() {
    assertCorrupt(new Archive().header("huge", '0', "", Long.MAX_VALUE >> 30), "huge");
    assertCorrupt(new Archive().pax("size=-1").header("f", '0', "", 0), "f");
    assertCorrupt(new Archive().pax("size=9223372036854775807").header("f", '0', "", 0), "f");
    assertCorrupt(new Archive().pax("size=99999999999999999999").header("f", '0', "", 0), "f");
    assertCorrupt(new Archive().header("x", 'x', "", 1L << 30), "too long");
    assertCorrupt(new Archive().header("x", 'L', "", 1L << 30), "too long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,10,5,10",
        "5,1,0,1",
        "-1,1",
        "0,-1",
        "0",
        "0,9223372036854775807",
        "a,b",
        "0,1"
      })
  void refusesSparseMapsThatDoNotFit(String map) {
    var archive = new Archive().pax("GNU.sparse.size=100", "GNU.sparse.map=" + map);
    assertCorrupt(archive.header("sparse", '0', "", 0), "sparse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uid=-1", "uid=4294967296", "gid=x", "mtime=x", "mtime=1e9", "mtime=1.x"})
  void refusesNumbersThatCannotBe(String record) {
    assertCorrupt(new Archive().pax(record).header("f", '0', "", 0), "f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5 a=b\n", "999 a=b\n", "a=b\n", "-6 a=b\n", "6 a=bX", "4 a\n", "0 a=b\n"})
  void refusesMalformedPaxRecords(String record) {
    assertCorrupt(new Archive().data("x", 'x', record).header("f", '0', "", 0), "damaged");
  }

  @Test
  void refusesUnknownTypesAndWrongChecksums() {
    assertCorrupt(new Archive().header("odd", 'Q', "", 0), "odd");
    byte[] bytes = new Archive().header("f", '0', "", 0).bytes();
    bytes[0]++;
    assertThatThrownBy(() -> items(bytes)).hasMessageContaining("checksum");
  }

  @Test
  void refusesEntriesBehindTheEnd() {
    byte[] end = new byte[TarFormat.BLOCK];
    assertCorrupt(new Archive().header("a", '0', "", 0).raw(end).header("b", '0', "", 0), "zeros");
  }

  @Test
  void ignoresGlobalHeaders() throws IOException {
    var archive = new Archive().data("g", 'g', "17 path=elsewhere\n").header("f", '0', "", 0);
    assertThat(paths(archive.bytes())).containsExactly("f");
  }

  @Test
  void givesEveryOccurrenceOfANameInOrder() throws IOException {
    var archive = new Archive().data("f", '0', "one").data("f", '0', "two");
    assertThat(paths(archive.bytes())).containsExactly("f", "f");
  }

  private static void assertCorrupt(Archive archive, String text) {
    assertThatThrownBy(() -> items(archive.bytes()))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT))
        .hasMessageContaining(text);
  }

  private static List<String> paths(byte[] archive) throws IOException {
    return items(archive).stream()
        .map(each -> each instanceof LayerItem.Present present ? present.entry().path() : "?")
        .toList();
  }

  private static List<LayerItem> items(byte[] archive) throws IOException {
    var items = new ArrayList<LayerItem>();
    try (var reader = new LayerReader(new ByteArrayInputStream(archive), "layer")) {
      for (var item = reader.next(); item.isPresent(); item = reader.next()) {
        reader.content().transferTo(OutputStream.nullOutputStream());
        items.add(item.get());
      }
    }
    return items;
  }

  /** An archive put together block by block, without any care. */
  private static final class Archive {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Archive header(String name, char type, String link, long size) {
      byte[] block = new byte[TarFormat.BLOCK];
      text(block, TarFormat.NAME, name);
      text(block, TarFormat.MODE, "0000644");
      text(block, TarFormat.SIZE, "%011o".formatted(size));
      text(block, TarFormat.LINK, link);
      text(block, TarFormat.MAGIC, "ustar\00000");
      block[TarFormat.TYPE] = (byte) type;
      text(block, TarFormat.CHECKSUM, "        ");
      int sum = 0;
      for (byte each : block) {
        sum += each & 0xff;
      }
      text(block, TarFormat.CHECKSUM, "%06o\0 ".formatted(sum));
      return raw(block);
    }

    Archive data(String name, char type, String content) {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      header(name, type, "", bytes.length).raw(bytes);
      return raw(new byte[TarFormat.padding(bytes.length)]);
    }

    Archive pax(String... records) {
      var all = new StringBuilder();
      for (String each : records) {
        int length = each.length() + 4 + (each.length() > 5 ? 0 : -1);
        length = each.length() + 2 + Integer.toString(length).length();
        all.append(length).append(' ').append(each).append('\n');
      }
      return data("pax", 'x', all.toString());
    }

    Archive raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    byte[] bytes() {
      raw(new byte[2 * TarFormat.BLOCK]);
      return out.toByteArray();
    }

    private static void text(byte[] block, int offset, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(bytes, 0, block, offset, bytes.length);
    }
  }
}
