package io.drydock.lint.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.lint.LabelType;
import io.drydock.lint.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration files of hadolint are understood, and ours add to them. */
class SettingsReaderTest {
  @TempDir Path folder;

  @Test
  void readsAllThatHadolintKnows() throws IOException {
    Files.writeString(
        folder.resolve(".hadolint.yaml"),
        """
        ignored: [DL3000, SC1010]
        override:
          error: [DL3001]
          style: [DL3002]
        trustedRegistries: [docker.io, "*.example.com"]
        label-schema:
          author: text
          commit: hash
          contact: email
        strict-labels: true
        disable-ignore-pragma: true
        failure-threshold: error
        no-fail: true
        format: json
        """);
    Settings settings = SettingsReader.inDirectory(folder);
    assertThat(settings.rules().ignored()).containsExactlyInAnyOrder("DL3000", "SC1010");
    assertThat(settings.rules().severities())
        .isEqualTo(Map.of("DL3001", Severity.ERROR, "DL3002", Severity.STYLE));
    assertThat(settings.rules().trustedRegistries()).contains("docker.io", "*.example.com");
    assertThat(settings.rules().labelSchema())
        .isEqualTo(
            Map.of("author", LabelType.TEXT, "commit", LabelType.HASH, "contact", LabelType.EMAIL));
    assertThat(settings.rules().strictLabels()).isTrue();
    assertThat(settings.rules().heedPragmas()).isFalse();
    assertThat(settings.failOn()).contains(Severity.ERROR);
    assertThat(settings.noFail()).isTrue();
    assertThat(settings.format()).contains("json");
  }

  @Test
  void oursAddsAndWins() throws IOException {
    Files.writeString(folder.resolve(".hadolint.yaml"), "ignored: [A1]\nfailure-threshold: info\n");
    Files.writeString(
        folder.resolve(".drydock-lint.yaml"),
        "ignored: [B2]\nfail-on: error\nrules: {DD002: warning}\n");
    Settings settings = SettingsReader.inDirectory(folder);
    assertThat(settings.rules().ignored()).containsExactlyInAnyOrder("A1", "B2");
    assertThat(settings.failOn()).contains(Severity.ERROR);
    assertThat(settings.rules().severities()).containsEntry("DD002", Severity.WARNING);
  }

  @Test
  void nothingSetIsTheDefault() {
    assertThat(SettingsReader.inDirectory(folder)).isEqualTo(Settings.DEFAULT);
  }

  @Test
  void refusesWhatMakesNoSense() throws IOException {
    Path file = folder.resolve("x.yaml");
    for (String text :
        List.of(
            "- a\n", "ignored: [\n", "fail-on: never\n", "nope: 1\n", "label-schema: {a: b}\n")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> SettingsReader.of(file)).isInstanceOf(DrydockException.class);
    }
    assertThatThrownBy(() -> SettingsReader.of(folder.resolve("none")))
        .isInstanceOf(DrydockException.class);
  }
}
