package io.drydock.compose.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Lines come out whole, with their times, however the engine's bytes are cut. */
class LineSplitterTest {
  private static final String TIME = "2026-11-21T17:10:36.857987935Z ";
  private static final LogSource SOURCE = new LogSource("1", "shop-web-1", "web", 1);

  private final Queue<LogLine> lines = new ArrayDeque<>();

  @Test
  void takesTheTimeFromEachLine() {
    var splitter = new LineSplitter(SOURCE, false, lines);
    splitter.take(bytes(TIME + "hello\n" + TIME + "\n"), true);

    assertThat(texts()).containsExactly("hello", "");
    assertThat(lines.element().time()).isEqualTo(TIME.strip());
  }

  @Test
  void joinsThePartsOfALongLineWithoutTheTimesBetweenThem() {
    var splitter = new LineSplitter(SOURCE, false, lines);
    splitter.take(bytes(TIME + "first "), true);
    splitter.take(bytes(TIME + "second\n"), true);

    assertThat(texts()).containsExactly("first second");
  }

  @Test
  void givesWhatIsLeftAtTheEnd() {
    var splitter = new LineSplitter(SOURCE, false, lines);
    splitter.take(bytes(TIME + "no line end"), true);
    assertThat(lines).isEmpty();
    splitter.end();

    assertThat(texts()).containsExactly("no line end");
  }

  @Property(tries = 200)
  void findsTheSameLinesHoweverTheyAreCut(
      @ForAll @IntRange(min = 1, max = 90) int first,
      @ForAll @IntRange(min = 1, max = 90) int second) {
    byte[] all = bytes(TIME + "one\n" + TIME + "\r\n" + TIME + "three words here\n");
    var found = new ArrayDeque<LogLine>();
    var splitter = new LineSplitter(SOURCE, true, found);
    int at = 0;
    for (int part : new int[] {first, second, all.length}) {
      int end = Math.min(all.length, at + part);
      splitter.take(Arrays.copyOfRange(all, at, end), false);
      at = end;
    }
    splitter.end();

    assertThat(found)
        .extracting(LineSplitterTest::text)
        .containsExactly("one", "", "three words here");
    assertThat(found).extracting(LogLine::time).containsOnly(TIME.strip());
    assertThat(found).allMatch(LogLine::isError);
  }

  private List<String> texts() {
    var texts = new ArrayList<String>();
    lines.forEach(each -> texts.add(text(each)));
    return texts;
  }

  private static String text(LogLine line) {
    return new String(line.content(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
