package io.drydock.composefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.core.DrydockException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each wrong project of {@code wrong-files.txt} is refused with file, line and column of what is
 * wrong, the path or name of it, and where one can tell, what was meant.
 */
class WrongFilesTest {
  @TempDir private Path folder;

  /**
   * A project that is refused.
   *
   * @param place file, line and column, as the error gives them
   * @param words what the message holds
   * @param hint what the advice holds, or empty
   * @param text the files, the first of them {@code compose.yaml}
   */
  record Wrong(String title, String place, String words, String hint, String text) {
    static Wrong parse(String section) {
      String[] parts = section.split("\n", 3);
      String expected = parts[1].substring("> ".length());
      int place = expected.indexOf(": ");
      int hint = expected.endsWith("]") ? expected.lastIndexOf(" [") : -1;
      return new Wrong(
          parts[0],
          expected.substring(0, place),
          expected.substring(place + 2, hint < 0 ? expected.length() : hint),
          hint < 0 ? "" : expected.substring(hint + 2, expected.length() - 1),
          parts[2]);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Wrong> wrongFiles() throws IOException {
    try (InputStream in = WrongFilesTest.class.getResourceAsStream("wrong-files.txt")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.substring(2).split("\n\n# ")).map(Wrong::parse);
    }
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void isRefusedWithItsPlace(Wrong wrong) throws IOException {
    String[] files = wrong.text().split("(?m)^@ ");
    Files.writeString(folder.resolve("compose.yaml"), files[0]);
    for (String each : List.of(files).subList(1, files.length)) {
      String[] parts = each.split("\n", 2);
      Files.writeString(folder.resolve(parts[0]), parts[1]);
    }
    DrydockException error = catchThrowableOfType(DrydockException.class, this::load);
    assertThat(error).as("accepted").isNotNull();
    String place = error.location().map(Object::toString).orElse("no place");
    assertThat(place.replace(folder + "/", "") + ": " + error.getMessage())
        .startsWith(wrong.place() + ": ")
        .contains(wrong.words());
    assertThat(error.hint().orElse("")).contains(wrong.hint());
  }

  private void load() {
    Compose.load(
        new ComposeRequest(
            List.of(ComposeFile.at("compose.yaml")),
            folder.toString(),
            folder,
            new LinkedHashMap<>(),
            "wrong",
            false,
            LoadOptions.DEFAULT));
  }
}
