package io.drydock.build.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes as chmod(1) reads them, with a umask of 0. */
class FileModeTest {
  @ParameterizedTest
  @CsvSource({
    "755, 600, 755",
    "0755, 600, 755",
    "7777, 0, 7777",
    "0, 755, 0",
    "u=rwX;go=rX, 600, 644",
    "u=rwX;go=rX, 700, 755",
    "+x, 644, 755",
    "a-w, 777, 555",
    "u+s, 755, 4755",
    "g+s, 755, 2755",
    "+t, 755, 1755",
    "g=u, 740, 770",
    "o=g, 750, 755",
    "u=rw;g=r;o=, 777, 640",
    "u+x-w, 640, 540",
    "=r, 777, 444",
  })
  void changesTheModeOfAFile(String text, String before, String after) {
    int mode = FileMode.parse(text.replace(';', ',')).apply(Integer.parseInt(before, 8), false);

    assertThat(Integer.toOctalString(mode)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"a+X, 644, 755", "go-X, 711, 700"})
  void givesDirectoriesTheSearchBit(String text, String before, String after) {
    int mode = FileMode.parse(text).apply(Integer.parseInt(before, 8), true);

    assertThat(Integer.toOctalString(mode)).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"64a", "10000", "8", "u", "u+q", "z=r", "u=r,,g=w", "+rw,"})
  void refusesWhatIsNoMode(String text) {
    assertThatThrownBy(() -> FileMode.parse(text))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("invalid chmod parameter: '" + text + "'");
  }
}
