package io.drydock.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.drydock.core.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables and times look as docker's do. */
class ListingTest {
  private static final Listing LISTING =
      new Listing(Map.of("Repository", "REPOSITORY", "ID", "IMAGE ID"), "{{.Repository}}\t{{.ID}}");

  private static JsonObject row(String repository, String id) {
    var row = new JsonObject();
    row.addProperty("Repository", repository);
    row.addProperty("ID", id);
    return row;
  }

  private static final List<JsonObject> ROWS =
      List.of(row("reg.example/team/verylongname", "aaaaaaaaaaaa"), row("<none>", "bbb"));

  @Test
  void alignsColumnsThreeSpacesApart() {
    assertThat(LISTING.print("", ROWS))
        .isEqualTo(
            """
            REPOSITORY                      IMAGE ID
            reg.example/team/verylongname   aaaaaaaaaaaa
            <none>                          bbb
            """);
    assertThat(LISTING.print("table {{.ID}}\\t{{.Repository}}", List.of()))
        .isEqualTo("IMAGE ID   REPOSITORY\n");
  }

  @Test
  void printsJsonSortedAndEscapedAsGoDoes() {
    assertThat(LISTING.print("json", List.of(row("<none>", "x"))))
        .isEqualTo("{\"ID\":\"x\",\"Repository\":\"\\u003cnone\\u003e\"}\n");
  }

  @Test
  void printsATemplateForEachRow() {
    assertThat(LISTING.print("{{.ID}}\\t{{.Repository}}", ROWS.subList(1, 2)))
        .isEqualTo("bbb\t<none>\n");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.5S,Less than a second",
    "PT1S,1 second",
    "PT59S,59 seconds",
    "PT61S,About a minute",
    "PT59M,59 minutes",
    "PT70M,About an hour",
    "PT5H,5 hours",
    "PT47H,47 hours",
    "P13D,13 days",
    "P15D,2 weeks",
    "P59D,8 weeks",
    "P70D,2 months",
    "P700D,23 months",
    "P20779D,56 years"
  })
  void tellsHowLongAgo(Duration duration, String words) {
    assertThat(Durations.rough(duration)).isEqualTo(words);
  }
}
