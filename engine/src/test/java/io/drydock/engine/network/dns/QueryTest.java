package io.drydock.engine.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever a container sends to the name server, it is read, answered or dropped. */
class QueryTest {
  private static final byte[] QUESTION = {
    0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 'D', 'b', 3, 'n', 'e', 't', 0, 0, 1, 0, 1
  };

  @Test
  void aQuestionIsRead() {
    Query query = Query.parse(QUESTION).orElseThrow();
    assertThat(query.name()).isEqualTo("db.net");
    assertThat(query.type()).isEqualTo(Query.A);
    assertThat(query.kind()).isEqualTo(Query.INTERNET);
    assertThat(query.id()).isEqualTo(0x1234);
    byte[] answer = Answer.of(query, Answer.NO_ERROR, List.of(new byte[] {10, 0, 0, 1}));
    assertThat(query.isAnsweredBy(answer)).isTrue();
    assertThat(query.isAnsweredBy(QUESTION)).isFalse();
  }

  @Property(tries = 2000)
  void anyBytesAreReadOrDropped(@ForAll byte[] bytes) {
    Query.parse(bytes)
        .ifPresent(query -> {
          Answer.of(query, Answer.SERVER_FAILURE);
          new LocalNames(new NameTable())
              .answer(new Client(List.of("x"), Map.of(), List.of()), query);
        });
  }

  @Property(tries = 2000)
  void changedQuestionsAreReadOrDropped(
      @ForAll @IntRange(max = 23) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 24) int length) {
    byte[] bytes = java.util.Arrays.copyOf(QUESTION, length);
    if (at < length) {
      bytes[at] = value;
    }
    Optional<Query> query = Query.parse(bytes);
    query.ifPresent(each -> assertThat(each.end()).isLessThanOrEqualTo(bytes.length));
  }

  @Test
  void anAnswerTooLargeForADatagramIsAskedForOverTcp() throws Exception {
    var table = new NameTable();
    for (int i = 1; i < 60; i++) {
      InetAddress address = InetAddress.getByName("10.0.0." + i);
      table.enter("n", "net", "e" + i, new NameTable.Entry(List.of("db"), List.of(address)));
    }
    Query query = Query.parse(QUESTION).orElseThrow();
    byte[] whole =
        new LocalNames(table)
            .answer(new Client(List.of("n"), Map.of(), List.of()), query)
            .orElseThrow();
    assertThat(whole.length).isGreaterThan(512);
    assertThat(Answer.isTruncated(Answer.fit(query, whole))).isTrue();
  }
}
