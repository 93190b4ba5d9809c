package io.drydock.build.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.dockerfile.ignore.IgnoreRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a context and which line keeps the rest out. */
class ContextReportTest {
  @TempDir Path root;

  @BeforeEach
  void fill() throws IOException {
    file("modules/deep/er/file", 5000);
    file("src/a", 10);
    file("src/b", 20);
    file("docs/one", 100);
    file("docs/keep", 30);
  }

  private void file(String path, int size) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[size]);
  }

  private ContextReport report(String rules, int depth) {
    return ContextReport.of(
        root, IgnoreRules.parse("rules", rules.getBytes(StandardCharsets.UTF_8)), depth);
  }

  @Test
  void directoriesStandForWhatIsSentOfThem() {
    ContextReport report = report("modules\n#\ndocs/*\n!docs/keep\n", 1);
    assertThat(report.sent()).extracting(ContextReport.Part::path).containsExactly("docs/", "src/");
    assertThat(report.files()).isEqualTo(new ContextReport.Sum(3, 60));
    assertThat(report.ignored())
        .extracting(each -> each.path() + " " + each.rule().orElseThrow().line())
        .containsExactly("modules/ 1", "docs/one 3");
    assertThat(report.ignoredFiles()).isEqualTo(new ContextReport.Sum(2, 5100));
  }

  @Test
  void deeperLevelsShowFiles() {
    assertThat(report("modules\n", 2).sent())
        .extracting(ContextReport.Part::path)
        .containsExactly("docs/one", "docs/keep", "src/b", "src/a");
  }
}
