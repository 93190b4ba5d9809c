package io.drydock.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.container.ContainerJson;
import io.drydock.container.ContainerSettings;
import io.drydock.core.Json;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.ContainerConfig.Healthcheck;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the user leaves open comes from the image, by Docker's rules. */
class ImageDefaultsTest {
  private static final ContainerConfig IMAGE =
      new ContainerConfig(
          "app",
          new LinkedHashSet<>(List.of("80/tcp")),
          List.of("A=1", "B=2"),
          Optional.of(List.of("/entry")),
          Optional.of(List.of("image-word")),
          new LinkedHashSet<>(List.of("/data")),
          "/work",
          new LinkedHashMap<>(),
          "SIGINT",
          Optional.of(new Healthcheck(List.of("CMD", "probe"), 5, 0, 0, 0, 3)),
          List.of(),
          List.of());

  private static ContainerSettings merged(String asked) {
    String body = "{\"Image\": \"i\", " + asked + "}";
    return ImageDefaults.merge(
        ContainerJson.read(Json.object(body.getBytes(StandardCharsets.UTF_8), "x")).settings(),
        IMAGE);
  }

  private static List<String> arguments(String asked) {
    return ImageDefaults.arguments(merged(asked));
  }

  @Test
  void commandAndEntrypointFollowDockersTable() {
    assertThat(arguments("\"Cmd\": null")).containsExactly("/entry", "image-word");
    assertThat(arguments("\"Cmd\": []")).containsExactly("/entry", "image-word");
    assertThat(arguments("\"Cmd\": [\"own\"]")).containsExactly("/entry", "own");
    assertThat(arguments("\"Entrypoint\": [\"/other\"]")).containsExactly("/other");
    assertThat(arguments("\"Entrypoint\": [\"/other\"], \"Cmd\": [\"own\"]"))
        .containsExactly("/other", "own");
    assertThat(arguments("\"Entrypoint\": [\"\"], \"Cmd\": [\"own\"]")).containsExactly("own");
    assertThat(arguments("\"Entrypoint\": [\"\"]")).isEmpty();
  }

  @Test
  void variablesAreChangedAddedAndRemoved() {
    assertThat(merged("\"Env\": [\"B=3\", \"C=4\", \"A\"]").env()).containsExactly("B=3", "C=4");
  }

  @Test
  void theRestIsTakenWhereItIsNotAsked() {
    ContainerSettings plain = merged("\"User\": \"\"");
    assertThat(plain.user()).isEqualTo("app");
    assertThat(plain.workingDir()).isEqualTo("/work");
    assertThat(plain.stopSignal()).isEqualTo("SIGINT");
    assertThat(plain.volumes()).containsExactly("/data");
    ContainerSettings own =
        merged(
            "\"User\": \"root\", \"WorkingDir\": \"/\", \"ExposedPorts\": {\"81/tcp\": {}},"
                + " \"Healthcheck\": {\"Interval\": 7000000}");
    assertThat(own.user()).isEqualTo("root");
    assertThat(own.workingDir()).isEqualTo("/");
    assertThat(own.exposedPorts()).containsExactly("80/tcp", "81/tcp");
    assertThat(own.healthcheck().orElseThrow())
        .isEqualTo(new Healthcheck(List.of("CMD", "probe"), 7_000_000, 0, 0, 0, 3));
  }
}
