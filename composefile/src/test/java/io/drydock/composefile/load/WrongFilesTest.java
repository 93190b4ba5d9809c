package io.drydock.composefile.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.composefile.Compose;
import io.drydock.core.DrydockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in a file is told with its line and its key. */
class WrongFilesTest {
  @TempDir Path folder;

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        wrong(3, "imag", "services:\n  web:\n    imag: nginx\n"),
        wrong(1, "servces", "servces: {}\n"),
        wrong(1, "services", "services: [web]\n"),
        wrong(3, "image", "services:\n  web:\n    image: [a]\n"),
        wrong(3, "YAML", "services:\n  bad: [\n"),
        wrong(2, "web", "services:\n  web: nginx\n"),
        wrong(4, "web", "services:\n  web:\n    image: a\n  web:\n    image: b\n"),
        wrong(2, "neither", "services:\n  web:\n    restart: always\n"),
        wrong(3, "NEEDED", "services:\n  web:\n    image: ${NEEDED:?must be set}\n"),
        wrong(3, "image", "services:\n  web:\n    image: ${OPEN\n"),
        wrong(3, "undefined network", "services:\n  web: {image: a, networks:\n    [lost]}\n"),
        wrong(3, "undefined volume", "services:\n  web: {image: a, volumes:\n    ['lost:/x']}\n"),
        wrong(3, "undefined secret", "services:\n  web: {image: a, secrets:\n    [lost]}\n"),
        wrong(3, "undefined config", "services:\n  web: {image: a, configs:\n    [lost]}\n"),
        wrong(3, "undefined service", "services:\n  web: {image: a, depends_on:\n    [lost]}\n"),
        wrong(
            3,
            "cycle",
            "services:\n  a: {image: a, depends_on: [b]}\n  b: {image: b, depends_on: [a]}\n"),
        wrong(3, "circle", "services:\n  a: {extends: b}\n  b: {extends: a}\n"),
        wrong(2, "lost.yaml", "services:\n  a: {extends: {file: lost.yaml, service: b}}\n"),
        wrong(1, "lost.yaml", "include: [lost.yaml]\nservices: {}\n"),
        wrong(1, "circle", "include: [compose.yaml]\nservices: {}\n"),
        wrong(3, "lost.env", "services:\n  web:\n    {image: a, env_file: lost.env}\n"),
        wrong(3, "ports", "services:\n  web: {image: a, ports:\n    ['80:http']}\n"),
        wrong(3, "containerPort", "services:\n  web: {image: a, ports:\n    ['70000']}\n"),
        wrong(3, "ip", "services:\n  web: {image: a, ports:\n    ['1.2.3.400:80:80']}\n"),
        wrong(3, "mem_limit", "services:\n  web: {image: a,\n    mem_limit: 5 apples}\n"),
        wrong(3, "interval", "services:\n  web: {image: a,\n    healthcheck: {interval: soon}}\n"),
        wrong(3, "healthcheck", "services:\n  web: {image: a,\n    healthcheck: {test: [curl]}}\n"),
        wrong(3, "command", "services:\n  web: {image: a,\n    command: 'echo \"open'}\n"),
        wrong(
            3,
            "network_mode",
            "services:\n  web: {image: a, networks: [default],\n    network_mode: host}\n"),
        wrong(
            4,
            "already in use",
            "services:\n  a: {image: a, container_name: xx}\n  b: {image: a,\n    container_name: xx}\n"),
        wrong(
            3, "container_name", "services:\n  a: {image: a, scale: 2,\n    container_name: xx}\n"),
        wrong(
            3,
            "already mounted",
            "services:\n  a: {image: a, tmpfs: /x, volumes: [\n    '/a:/x']}\n"),
        wrong(3, "empty section", "services:\n  a: {image: a, volumes: [\n    '/a::ro']}\n"),
        wrong(3, "external", "volumes:\n  x: {external: true,\n    driver: local}\n"),
        wrong(2, "secrets.x", "secrets:\n  x: {}\n"),
        wrong(
            3,
            "condition",
            "services:\n  a: {image: a, depends_on: {b:\n    {condition: ready}}}\n"),
        wrong(3, "action", "services:\n  a: {image: a, develop: {watch: [\n    {path: x}]}}\n"),
        wrong(
            3,
            "target",
            "services:\n  a: {image: a, develop: {watch: [\n    {path: x, action: sync}]}}\n"),
        wrong(3, "distinct", "services:\n  a: {image: a, deploy: {replicas: 3},\n    scale: 2}\n"),
        wrong(1, "mapping", "[a, b]\n"),
        wrong(2, "string key", "services:\n  1: {image: a}\n"),
        wrong(4, "alias", bomb()));
  }

  private static Arguments wrong(int line, String word, String text) {
    return Arguments.of(line, word, text);
  }

  /** Nine levels of nine aliases each. */
  private static String bomb() {
    var text = new StringBuilder("x-a: &a {k: v}\n");
    for (char c = 'b'; c < 'k'; c++) {
      char before = (char) (c - 1);
      text.append("x-%c: &%c [".formatted(c, c))
          .append(("*" + before + ", ").repeat(9))
          .append("]\n");
    }
    return text + "services: {}\n";
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void tellsWhatIsWrongAndWhere(int line, String word, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("compose.yaml"), text);

    DrydockException error =
        catchThrowableOfType(DrydockException.class, () -> Compose.load(request(file)));

    assertThat(error).as(text).isNotNull();
    assertThat(error.getMessage()).containsIgnoringCase(word);
    assertThat(error.location()).as(error.getMessage()).isPresent();
    assertThat(error.location().get().file()).endsWith("compose.yaml");
    assertThat(error.location().get().line()).as(error.getMessage()).isEqualTo(line);
  }

  private ComposeRequest request(Path file) {
    return new ComposeRequest(
        List.of(ComposeFile.at(file.toString())),
        folder.toString(),
        folder,
        new LinkedHashMap<>(),
        "wrong",
        true,
        LoadOptions.DEFAULT);
  }
}
